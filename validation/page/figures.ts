import type { EChartsOption, LineSeriesOption } from 'echarts';
import { type Case, signedError } from './case';
import { axisStyle, type Figure, ink, muted } from './draw';
import { legend, type Placed, scatter } from './marks';

export const figuresOf = (cases: readonly Case[]): readonly Figure[] => {
  const compared = cases.filter((one) => !Number.isNaN(signedError(one, 'total')));
  return [againstFigure(compared, 'total'), againstFigure(compared, 'downtime'), inputsFigure(compared)];
};

const WIDTH = 800;

/** Predicted against measured, both on a log scale. */
function againstFigure(cases: readonly Case[], what: 'total' | 'downtime'): Figure {
  const isTotal = what === 'total';
  const [low, high] = isTotal ? [2, 40] : [0.04, 3];
  const [named, farthest] = isTotal ? ['total time', 0.15] : ['downtime', 0.4];
  const placed = cases
    .filter(({ point }) => isTotal || point.mode !== 'cold')
    .map((one): Placed => {
      const { totalMs = NaN, downtimeMs = NaN } = one.measured;
      const at = [(isTotal ? totalMs : downtimeMs) / 1e3, one.said.user[isTotal ? 'totalMs' : 'downtimeMs'] / 1e3];
      const isFar = Math.abs(signedError(one, what)) > farthest;
      return { one, at: at as [number, number], ...(isFar && { label: one.id }) };
    });
  const axis = {
    type: 'log',
    min: low,
    max: high,
    axisLabel: { color: muted, formatter: (n: number) => `${Number(n.toPrecision(3))} s` },
  } as const;
  return {
    name: isTotal ? 'total-time' : 'downtime',
    title: `Predicted against measured ${named}`,
    description: `${placed.length} migrations, predicted from what a user can know. On the solid line both are equal; the dashed lines are 10 % above and below. Named are those that are off by more than ${farthest * 100} %.`,
    width: WIDTH,
    height: 640,
    option: {
      legend: { ...legend },
      grid: { left: 76, right: 24, top: 42, bottom: 56, outerBoundsMode: 'none' },
      xAxis: { ...axisStyle(`measured ${named}`, 32), ...axis },
      yAxis: { ...axisStyle(`predicted ${named}`, 52), ...axis },
      series: [
        ...guide(low, high, 1, 'equal'),
        ...guide(low, high, 1.1, '+10 %'),
        ...guide(low, high, 1 / 1.1, '-10 %'),
        ...scatter(placed),
      ],
    },
  };
}

/** A line of the same ratio from one edge to the other, with its name at the upper end. */
const guide = (low: number, high: number, factor: number, name: string): LineSeriesOption[] => [
  {
    type: 'line',
    silent: true,
    showSymbol: false,
    lineStyle: { color: factor === 1 ? ink : muted, width: factor === 1 ? 1.4 : 1, type: factor === 1 ? 'solid' : [5, 4] },
    data: [
      [Math.max(low, low / factor), Math.max(low, low * factor)],
      [Math.min(high, high / factor), Math.min(high, high * factor)],
    ],
    endLabel: { show: false, formatter: () => name },
  },
];

interface Panel {
  readonly name: string;
  readonly what: 'total' | 'downtime';
  readonly x: (one: Case) => number;
  readonly axis: object;
}

const panels: readonly Panel[] = [
  { name: 'dirty rate / rate of the link', what: 'total', x: ({ lambda }) => lambda, axis: { type: 'value', min: 0 } },
  {
    name: 'bandwidth x round trip / window',
    what: 'total',
    x: ({ windowShare }) => Math.max(0.01, windowShare),
    axis: { type: 'log', min: 0.01, max: 10 },
  },
  {
    name: 'downtime limit',
    what: 'downtime',
    x: ({ point }) => point.downtimeLimitMs / 1e3,
    axis: { type: 'log', min: 0.02, max: 3 },
  },
];

const PANEL = { height: 220, gap: 86, top: 48 };

/** Error by input, one panel below the other. */
function inputsFigure(cases: readonly Case[]): Figure {
  const tops = panels.map((_, i) => PANEL.top + i * (PANEL.height + PANEL.gap));
  const option: EChartsOption = {
    legend: { ...legend },
    grid: tops.map((top) => ({ left: 76, right: 24, top, height: PANEL.height, outerBoundsMode: 'none' as const })),
    xAxis: panels.map(({ name, axis, what }, i) => ({
      ...axisStyle(name, 30),
      ...axis,
      gridIndex: i,
      axisLabel: {
        color: muted,
        formatter: (n: number) => `${Number(n.toPrecision(3))}${what === 'downtime' ? ' s' : ''}`,
      },
    })),
    yAxis: panels.map(({ what }, i) => ({
      ...axisStyle(what === 'total' ? 'error of the total time' : 'error of the downtime', 52),
      type: 'value' as const,
      gridIndex: i,
      axisLabel: { color: muted, formatter: (n: number) => `${n > 0 ? '+' : ''}${n} %` },
    })),
    series: panels.flatMap(({ what, x }, i) => {
      const placed = cases
        .filter(({ point }) => what === 'total' || point.mode !== 'cold')
        .map((one): Placed => {
          const error = 100 * signedError(one, what);
          const isFar = Math.abs(error) > (what === 'total' ? 15 : 40);
          return { one, at: [x(one), error], ...(isFar && { label: one.id }) };
        });
      return scatter(placed, i);
    }),
  };
  return {
    name: 'error-by-input',
    title: 'Error by input',
    description: `Predicted over measured, less 1: above zero too much was predicted. ${cases.length} migrations; total time by dirty rate and by what the window leaves of the link, downtime by its limit.`,
    width: WIDTH,
    height: PANEL.top + panels.length * (PANEL.height + PANEL.gap) - 20,
    option,
  };
}
