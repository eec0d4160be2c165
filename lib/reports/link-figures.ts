import type { FeasibilityMap, Verdict } from '../link/link-record';
import type { ChartedLink } from './charted-link';
import { escapeXml } from './escape';
import {
  blue,
  ink,
  muted,
  patternDefinitions,
  verdictFill,
  verdictStyles,
  verdictsBestFirst,
  vermilion,
} from './link-chart-style';
import { drawChart } from './link-draw';
import { isUpright, mapChart } from './link-map-chart';
import { LABEL_ROW } from './link-map-labels';
import { roundsChart } from './link-rounds-chart';

/** A chart with its legend, and its content in words for those who do not see it. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly height: number;
  /** Content of an SVG element of the figure's size. */
  readonly content: string;
}

export const FIGURE_WIDTH = 800;
export const LEGEND = 28;
const LEGEND_LEFT = 92;

/** @param ids what the ids of a document with several links begin with */
export function figuresOf(link: ChartedLink, ids = ''): readonly Figure[] {
  const { map } = link;
  return [...roundsFigure(link, ids), ...(map === undefined ? [] : [mapFigure(link, map, ids)])];
}

/** An SVG element with title and description. */
export const figureSvg = ({ id, title, description, height, content }: Figure, attributes: string): string =>
  `<svg ${attributes} viewBox="0 0 ${FIGURE_WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${escapeXml(title)}</title><desc id="${id}-description">${escapeXml(description)}</desc>${content}</svg>`;

function roundsFigure({ move }: ChartedLink, ids: string): readonly Figure[] {
  if (move === null || move.rounds.length === 0) return [];
  const { rounds, roundsInAll, converges, downtime, memoryTime } = move;
  const shown =
    rounds.length < roundsInAll ? `the first ${rounds.length} of ${roundsInAll} rounds` : `${roundsInAll} rounds`;
  const list = rounds
    .slice(0, 10)
    .map(
      ({ duration, sent, dirtied }, i) =>
        `${i + 1}: ${sent.text} sent in ${duration.text}, ${dirtied.text} written meanwhile`,
    );
  const end = converges
    ? `Then the guest is stopped for ${downtime.text}; the memory takes ${memoryTime.text} in all.`
    : 'They do not shrink until what is left fits the downtime limit.';
  const height = 270;
  const legend = [
    lineKey(LEGEND_LEFT, 'sent in a round', blue, ''),
    lineKey(240, 'written by the guest meanwhile, to be sent again', vermilion, '6 4'),
  ].join('');
  const chart = drawChart(`${ids}rounds`, roundsChart(move), { width: FIGURE_WIDTH, height });
  return [
    {
      id: `${ids}rounds`,
      title: `Rounds over time: ${shown}`,
      description: `${list.join('; ')}. ${end}`,
      height: height + LEGEND,
      content: legend + below(chart, LEGEND),
    },
  ];
}

function mapFigure(link: ChartedLink, map: FeasibilityMap, ids: string): Figure {
  const found = new Set(map.columns.flatMap(({ bands }) => bands.map(({ verdict }) => verdict)));
  const verdicts = verdictsBestFirst.filter((verdict) => found.has(verdict));
  const above = 16 + LABEL_ROW * map.contours.filter(isUpright).length;
  const plot = { left: 92, top: above, width: 680, height: 400, roundTrip: map.roundTrip, bandwidth: map.bandwidth };
  const height = above + plot.height + 50;
  const chart = drawChart(`${ids}map`, mapChart(link, map, plot, ids), { width: FIGURE_WIDTH, height });
  const legend = verdictKeys(verdicts, ids);
  const limits = map.contours.map(({ label }) => label).join('; ');
  return {
    id: `${ids}map`,
    title: 'Feasibility map: verdict by round trip and bandwidth',
    description: `Everything else as asked. This link: ${link.headline}. Limits: ${limits}.`,
    height: height + legend.height,
    content: `<defs>${patternDefinitions(verdicts, ids)}</defs>${legend.content}${below(chart, legend.height)}`,
  };
}

export const below = (chart: string, y: number): string => chart.replace('<svg ', `<svg y="${y}" `);

const keyText = (x: number, text: string): string =>
  `<text x="${x}" y="18" font-family="sans-serif" font-size="12" fill="${ink}">${escapeXml(text)}</text>`;

interface LineKey {
  readonly name: string;
  readonly colour: string;
  /** Of an SVG stroke; empty for none. */
  readonly dash: string;
}

/** The legend of lines, side by side. */
export function lineKeys(keys: readonly LineKey[]): string {
  let x = LEGEND_LEFT;
  return keys
    .map(({ name, colour, dash }) => {
      const key = lineKey(x, name, colour, dash);
      x += 62 + name.length * 6.8;
      return key;
    })
    .join('');
}

const lineKey = (x: number, text: string, colour: string, dash: string): string =>
  `<path d="M${x} 14h26" stroke="${colour}" stroke-width="2"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>${keyText(x + 32, text)}`;

/** In rows, as many as there are names for. */
function verdictKeys(verdicts: readonly Verdict[], ids: string): { readonly content: string; readonly height: number } {
  let [x, y] = [LEGEND_LEFT, 0];
  const content = verdicts.map((verdict) => {
    const { name } = verdictStyles[verdict];
    const width = 46 + name.length * 6.8;
    if (x + width > FIGURE_WIDTH) [x, y] = [LEGEND_LEFT, y + 22];
    const place = `transform="translate(0 ${y})"`;
    const key = `<g ${place}><rect x="${x}" y="6" width="22" height="15" fill="${verdictFill(verdict, ids)}" stroke="${muted}"/>${keyText(x + 28, name)}</g>`;
    x += width;
    return key;
  });
  return { content: content.join(''), height: LEGEND + y };
}
