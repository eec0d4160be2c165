import type { ComplianceReport, ReportedPair } from '../compliance/compliance-report';
import { count } from '../findings/count';
import { globeEdge, type MapPoint } from '../world-map/equal-earth';
import { greatCircle } from '../world-map/great-circle';
import { landPath } from '../world-map/land-path';
import { linesOf, type MapLine } from './compliance-map-lines';
import {
  placedIn,
  short,
  shortName,
  spotsOf,
  viewOf,
  type PlacedSite,
  type Spot,
  type View,
} from './compliance-map-view';
import { metroInsets } from './compliance-metro';
import { verdictOfPair } from './compliance-pair-table';
import type { Verdict } from './compliance-table';
import { escapeXml } from './escape';

/** More numbers hide what they are about. */
const MOST_NUMBERS = 14;

/** The sites and the pairs of them on the part of the world in which they are; nothing where no site has a position. */
export function complianceMap(report: ComplianceReport): string {
  const placed = new Map(placedIn(report.sites).map((site) => [site.key, site]));
  if (placed.size === 0) return '';
  const view = viewOf([...placed.values()]);
  const spots = spotsOf(report, view);
  const lines = linesOf(report.pairs, spots);
  const lost = report.sites.length - placed.size;
  const notes = [
    'Of a finding over many sites the lines show which it joins, and the table below each pair.',
    lost > 0 ? `${count(lost, 'site')} without a known position ${lost === 1 ? 'is' : 'are'} not on the map.` : '',
    'Equal Earth projection; land: Natural Earth.',
  ].filter(Boolean);
  const title = `${count(placed.size, 'site')} and ${count(lines.length, 'line')} between them on a map`;
  return `<figure class="map"><svg viewBox="${[view.x, view.y, view.width, view.height].map(short).join(' ')}" role="img" aria-labelledby="map-title"><title id="map-title">${title}; the table of pairs of sites says the same in words</title>
<path class="sea" d="${pathOf([globeEdge])}Z"/><path class="land" d="${landPath}"/>
${lines
  .toReversed()
  .map((line) => lineSvg(line, view))
  .join('\n')}
${spots
  .toReversed()
  .map((spot) => spotSvg(spot, view))
  .join('\n')}
${labels(spots, lines, view)}
</svg>${legend}<figcaption>${escapeXml(notes.join(' '))}</figcaption></figure>
${metroInsets(spots, report)}`;
}

/** Lengths of the view, so that a close view has lines and letters no larger than a wide one. */
const unit = ({ width }: View): number => width / 960;

const pathOf = (lines: readonly (readonly MapPoint[])[]): string =>
  lines.map((points) => `M${points.map(([x, y]) => `${short(x)},${short(y)}`).join('L')}`).join('');

/** A great circle from the first site of a spot to that of another. */
function wayOf({ spots: [from, to] }: MapLine): readonly (readonly MapPoint[])[] {
  const [[start], [end]] = [from.sites, to.sites];
  return start === undefined || end === undefined ? [] : greatCircle(start, end);
}

const lineSvg = (line: MapLine, view: View): string =>
  `<path class="line ${verdictOfPair(line.pair)}" style="--u:${short(unit(view) * 10)}" d="${pathOf(wayOf(line))}"/>`;

/** A square for what is broken, a ring for what is open, a disc for the rest: no verdict is by colour alone. */
function spotSvg({ at: [x, y], verdict, sites }: Spot, view: View): string {
  const size = 5 * unit(view);
  const title = `<title>${escapeXml(sites.map(({ name }) => name).join(', '))}</title>`;
  const width = `stroke-width="${short(1.6 * unit(view))}"`;
  return verdict === 'broken'
    ? `<rect class="spot broken" ${width} x="${short(x - size)}" y="${short(y - size)}" width="${short(2 * size)}" height="${short(2 * size)}">${title}</rect>`
    : `<circle class="spot ${verdict}" ${width} cx="${short(x)}" cy="${short(y)}" r="${short(size)}">${title}</circle>`;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Names of sites and round trips of pairs, where there is room: the worst come first. */
function labels(spots: readonly Spot[], lines: readonly MapLine[], view: View): string {
  const u = unit(view);
  const frame = { left: view.x, right: view.x + view.width, top: view.y, bottom: view.y + view.height };
  const taken: Box[] = spots.map(({ at: [x, y] }) => around(x, y, 6 * u));
  const drawn: string[] = [];
  const place = (text: string, [x, y]: MapPoint, className: string): void => {
    const width = text.length * 6.6 * u;
    const height = 13 * u;
    const gap = 8 * u;
    const starts: readonly MapPoint[] = [
      [x + gap, y - height / 2],
      [x - gap - width, y - height / 2],
      [x - width / 2, y - gap - height],
      [x - width / 2, y + gap],
    ];
    for (const [left, top] of starts) {
      const box = { left, right: left + width, top, bottom: top + height };
      if (taken.some((other) => overlap(box, other)) || !isInside(box, frame)) continue;
      taken.push(box);
      drawn.push(
        `<text class="${className}" x="${short(left)}" y="${short(top + 10.5 * u)}" font-size="${short(12 * u)}" stroke-width="${short(3 * u)}">${escapeXml(text)}</text>`,
      );
      return;
    }
  };
  for (const { at, sites } of spots) place(spotName(sites), at, 'name');
  for (const line of lines.slice(0, MOST_NUMBERS)) {
    const [points = []] = wayOf(line).toSorted((a, b) => b.length - a.length);
    const middle = points[Math.floor(points.length / 2)];
    const text = tripText(line.pair);
    if (text !== undefined && middle !== undefined) place(text, middle, `trip ${verdictOfPair(line.pair)}`);
  }
  return drawn.join('\n');
}

const around = (x: number, y: number, by: number): Box => ({
  left: x - by,
  right: x + by,
  top: y - by,
  bottom: y + by,
});

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const isInside = (a: Box, frame: Box): boolean =>
  a.left >= frame.left && a.right <= frame.right && a.top >= frame.top && a.bottom <= frame.bottom;

function spotName(sites: readonly PlacedSite[]): string {
  const [first] = sites;
  if (first === undefined) return '';
  return sites.length === 1 ? shortName(first) : `${shortName(first)} +${sites.length - 1}`;
}

/** The round trip that is known of a pair: the declared one, else the least possible. */
function tripText({ minimum, declared }: ReportedPair): string | undefined {
  if (declared !== undefined) return declared.text;
  return minimum === undefined ? undefined : `≥ ${minimum.text}`;
}

const verdictNames: readonly (readonly [Verdict, string])[] = [
  ['broken', 'breaks a rule'],
  ['open', 'undetermined'],
  ['holds', 'no finding'],
];

const legend = `<ul class="legend">${verdictNames
  .map(
    ([verdict, name]) =>
      `<li><svg viewBox="0 0 48 12" width="48" height="12" aria-hidden="true"><path class="line ${verdict}" style="--u:10" d="M2,6H46"/></svg> ${name}</li>`,
  )
  .join('')}<li><span class="trip">≥ 5 ms</span>: least possible round trip; without ≥: declared</li></ul>`;
