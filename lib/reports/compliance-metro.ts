import type { ComplianceReport } from '../compliance/compliance-report';
import { count } from '../findings/count';
import type { MapPoint } from '../world-map/equal-earth';
import { short, shortName, type PlacedSite, type Spot } from './compliance-map-view';
import { verdictOfPair } from './compliance-pair-table';
import { escapeXml } from './escape';

const WIDTH = 320;
const HEIGHT = 200;
const EDGE = 24;
/** Between the lines of two names. */
const LEADING = 15;

/** Drawings of sites that are one point on the map: where they stand to each other, the north above. Sites at one place are only named. */
export function metroInsets(spots: readonly Spot[], report: Pick<ComplianceReport, 'pairs'>): string {
  const several = spots.filter(({ sites }) => sites.length > 1);
  const isSpread = ({ sites: [first, ...others] }: Spot): boolean =>
    others.some(({ latitude, longitude }) => latitude !== first?.latitude || longitude !== first.longitude);
  const insets = several.filter(isSpread).map((spot) => inset(spot, report));
  const named = several
    .filter((spot) => !isSpread(spot))
    .map(({ sites }) => `<li>${escapeXml(sites.map(({ name }) => name).join(', '))}</li>`);
  return [
    insets.length === 0 ? '' : `<div class="insets">${insets.join('')}</div>`,
    named.length === 0 ? '' : `<p class="note">At one place each:</p><ul class="note">${named.join('')}</ul>`,
  ].join('');
}

function inset({ sites }: Spot, { pairs }: Pick<ComplianceReport, 'pairs'>): string {
  const points = layOut(sites);
  const within = pairs.filter(({ ends }) => ends.every((key) => points.has(key)));
  const lines = within.map((pair) => {
    const [[x1, y1] = ORIGIN, [x2, y2] = ORIGIN] = pair.ends.map((key) => points.get(key));
    return `<path class="line ${verdictOfPair(pair)}" style="--u:10" d="M${short(x1)},${short(y1)}L${short(x2)},${short(y2)}"/>`;
  });
  const name = sites[0] === undefined ? '' : shortName(sites[0]);
  const farthest = within.reduce(
    (far, { distance }) => ((distance?.value ?? 0) > (far?.value ?? 0) ? distance : far),
    within[0]?.distance,
  );
  const caption = [
    `${count(sites.length, 'site')} at or near ${name}`,
    ...(farthest === undefined ? [] : [`the pair farthest apart ${farthest.text}`]),
  ].join('; ');
  return `<figure><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(caption)}">${lines.join('')}${marks(sites, points)}</svg><figcaption>${escapeXml(caption)}</figcaption></figure>`;
}

const ORIGIN: MapPoint = [0, 0];

/** On a plane, which a metro is. */
function layOut(sites: readonly PlacedSite[]): ReadonlyMap<string, MapPoint> {
  const shrink = Math.cos(((sites[0]?.latitude ?? 0) * Math.PI) / 180);
  const flat = sites.map(({ latitude, longitude }): MapPoint => [longitude * shrink, -latitude]);
  const [xs, ys] = [flat.map(([x]) => x), flat.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = Math.min((WIDTH / 2 - EDGE) / (wide || Infinity), (HEIGHT - 2 * EDGE) / (high || Infinity));
  return new Map(
    sites.map(({ key }, index) => {
      const [x, y] = flat[index] ?? ORIGIN;
      return [key, [EDGE + (x - left) * scale, HEIGHT / 2 + (y - top - high / 2) * scale]];
    }),
  );
}

/** The points, grey since only a line has a verdict here, and their names in a column beside them in the order from north to south. */
function marks(sites: readonly PlacedSite[], points: ReadonlyMap<string, MapPoint>): string {
  const sorted = sites.map((site) => ({ site, at: points.get(site.key) ?? ORIGIN })).sort((a, b) => a.at[1] - b.at[1]);
  const most = Math.floor((HEIGHT - EDGE) / LEADING);
  const shown = sorted.length > most ? sorted.slice(0, most - 1) : sorted;
  let line = HEIGHT / 2 - (shown.length * LEADING) / 2;
  const column = WIDTH / 2 + 14;
  const names = shown.map(({ site, at: [x, y] }) => {
    line += LEADING;
    const middle = line - 4;
    return `<path class="leader" d="M${short(x)},${short(y)}L${column - 4},${short(middle)}"/><text class="name" x="${column}" y="${short(line)}" font-size="12" stroke-width="3">${escapeXml(site.id)}</text>`;
  });
  const left = sorted.length - shown.length;
  if (left > 0)
    names.push(
      `<text class="name" x="${column}" y="${short(line + LEADING)}" font-size="12" stroke-width="3">and ${left} more</text>`,
    );
  const discs = sorted.map(
    ({ at: [x, y] }) => `<circle class="spot unknown" stroke-width="1.6" cx="${short(x)}" cy="${short(y)}" r="5"/>`,
  );
  return [...names, ...discs].join('');
}
