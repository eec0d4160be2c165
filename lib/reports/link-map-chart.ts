import type {
  CustomSeriesOption,
  EChartsOption,
  GraphicComponentOption,
  LineSeriesOption,
  ScatterSeriesOption,
} from 'echarts';
import type { FeasibilityMap, MapContour } from '../link/link-record';
import { formatBandwidth, formatDuration } from '../model/quantity';
import type { ChartedLink } from './charted-link';
import { axisStyle } from './link-axis';
import { ink, mapInk, mapPaper, muted, verdictFill, verdictStyles } from './link-chart-style';
import { LINE_HEIGHT, MapLabels, segmentsOf, type MapLabel } from './link-map-labels';
import { mapRegions, type MapRegion } from './link-map-regions';
import { toX, toY, type Plot } from './link-plot';

type Seconds = Parameters<typeof formatDuration>[0];
type BitsPerSecond = Parameters<typeof formatBandwidth>[0];
/** Where the link is on its map. */
type MarkedLink = Pick<ChartedLink, 'roundTrip' | 'bandwidth' | 'certainRoundTrip'>;
type Ends = readonly [readonly [number, number], readonly [number, number]];

/** Round trip across, bandwidth up; areas by verdict, lines by limit, this link as a point. */
export function mapChart(link: MarkedLink, map: FeasibilityMap, plot: Plot, ids: string): EChartsOption {
  const regions = mapRegions(map);
  const { left, top, width, height } = plot;
  const line = lineOf(link, map);
  return {
    grid: { left, top, width, height, outerBoundsMode: 'none' },
    xAxis: {
      ...axisStyle('round trip'),
      type: 'log',
      min: map.roundTrip.from,
      max: map.roundTrip.to,
      splitLine: { show: false },
      axisLabel: { color: muted, formatter: (n: number) => formatDuration(n as Seconds) },
    },
    yAxis: {
      ...axisStyle('bandwidth'),
      type: 'log',
      min: map.bandwidth.from,
      max: map.bandwidth.to,
      nameGap: 66,
      splitLine: { show: false },
      axisLabel: { color: muted, formatter: (n: number) => formatBandwidth(n as BitsPerSecond) },
    },
    series: [
      ...regions.map((region) => regionSeries(region, ids)),
      ...map.contours.flatMap(contourSeries),
      ...linkSeries(line),
    ],
    graphic: mapLabels(link, map, plot).flatMap(labelGraphic),
  };
}

function regionSeries({ verdict, outline }: MapRegion, ids: string): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    data: [0],
    renderItem: (_, api) => ({
      type: 'polygon',
      shape: { points: outline.map((point) => api.coord([...point])) },
      style: { fill: verdictFill(verdict, ids), stroke: verdictStyles[verdict].line, lineWidth: 0.5 },
    }),
  };
}

const dashes: readonly (readonly number[])[] = [[], [8, 3], [2, 3], [8, 3, 2, 3], [12, 4], [5, 2]];

/** Dark, beside white, so that the line shows on every area. */
function contourSeries({ points }: MapContour, index: number): readonly LineSeriesOption[] {
  const common = { type: 'line', silent: true, showSymbol: false, data: points.map((point) => [...point]) } as const;
  const dash = dashes[index % dashes.length] ?? [];
  return [
    { ...common, z: 2, lineStyle: { color: mapPaper, width: 4.5, opacity: 0.85 } },
    { ...common, z: 3, lineStyle: { color: mapInk, width: 1.6, type: dash.length === 0 ? 'solid' : [...dash] } },
  ];
}

/** This link: both ends the same where it is a point; a line where one of round trip and bandwidth is unknown. */
function lineOf(link: MarkedLink, { roundTrip, bandwidth }: FeasibilityMap): Ends | undefined {
  const { roundTrip: rtt, bandwidth: rate } = link;
  if (rate === null) {
    return rtt === null
      ? undefined
      : [
          [rtt, bandwidth.from],
          [rtt, bandwidth.to],
        ];
  }
  const least = link.certainRoundTrip?.value ?? roundTrip.from;
  return [
    [rtt ?? Math.max(least, roundTrip.from), rate],
    [rtt ?? roundTrip.to, rate],
  ];
}

function linkSeries(line: Ends | undefined): readonly (ScatterSeriesOption | LineSeriesOption)[] {
  if (line === undefined) return [];
  const itemStyle = { color: mapInk, borderColor: mapPaper, borderWidth: 2, opacity: 1 };
  const data = line.map((end) => [...end]);
  return isPoint(line)
    ? [{ type: 'scatter', silent: true, z: 6, symbolSize: 15, itemStyle, data: data.slice(0, 1) }]
    : [
        { type: 'line', silent: true, z: 6, showSymbol: false, data, lineStyle: { color: mapPaper, width: 8 } },
        { type: 'line', silent: true, z: 6, showSymbol: false, data, lineStyle: { color: mapInk, width: 4 } },
      ];
}

const isPoint = ([a, b]: Ends): boolean => a[0] === b[0] && a[1] === b[1];

/** Every text of the map and where it stands. */
export function mapLabels(link: MarkedLink, map: FeasibilityMap, plot: Plot): readonly MapLabel[] {
  const line = lineOf(link, map);
  const regions = mapRegions(map);
  const drawn = [...map.contours.map(({ points }) => points), ...(line === undefined ? [] : [line])];
  const labels = new MapLabels(
    plot,
    drawn.flatMap((points) => segmentsOf(plot, points)),
    regions,
  );
  if (line !== undefined) {
    const [[x1, y1], [x2, y2]] = line;
    labels.point(toX(plot, Math.sqrt(x1 * x2)), toY(plot, Math.sqrt(y1 * y2)), 'this link');
  }
  const fromTheLeft = map.contours.toSorted((a, b) => (a.points[0]?.[0] ?? 0) - (b.points[0]?.[0] ?? 0));
  const uprights = fromTheLeft.filter(isUpright);
  labels.uprights(uprights.map(({ label, points }) => ({ text: label, x: toX(plot, points[0]?.[0] ?? 0) })));
  for (const { label, points } of fromTheLeft.filter((one) => !isUpright(one))) labels.level(label, points);
  for (const region of regions) labels.region(region);
  return labels.labels;
}

/** A limit on the round trip, whatever the bandwidth. */
export const isUpright = ({ points }: MapContour): boolean => points[0]?.[0] === points.at(-1)?.[0];

/** Inside the map a text has a halo; where it does not stand beside its limit, it has a line to it. */
function labelGraphic({ text, x, y, bold, leader, outside }: MapLabel): readonly GraphicComponentOption[] {
  const style = {
    text,
    x: 0,
    y: 0,
    align: 'center',
    verticalAlign: 'middle',
    fontFamily: 'sans-serif',
    fontSize: bold ? 13 : 11.5,
    lineHeight: LINE_HEIGHT,
    fontWeight: bold ? 'bold' : 'normal',
    fill: outside ? ink : mapInk,
    ...(outside ? {} : { stroke: mapPaper, lineWidth: 4 }),
  } as const;
  const written: GraphicComponentOption = { type: 'text', silent: true, x, y, z: 10, style };
  if (leader === undefined) return [written];
  const [x1, y1, x2, y2] = leader;
  const stroke = outside ? muted : mapInk;
  return [{ type: 'line', silent: true, z: 9, shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 1 } }, written];
}
