import type { EChartsOption, LineSeriesOption } from 'echarts';
import { type PredictedRun, signedError } from './predicted-run';
import { ink, muted, paper } from '../../lib/reports/link-chart-style';
import { axisStyle, type Figure } from './draw';
import { legend, type Placed, scatter } from './marks';

export const figuresOf = (cases: readonly PredictedRun[]): readonly Figure[] => {
  const compared = cases.filter((one) => !Number.isNaN(signedError(one, 'total')));
  return [againstFigure(compared, 'total'), againstFigure(compared, 'downtime'), inputsFigure(compared)];
};

const WIDTH = 800;
const TICKS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20, 40];

/** Predicted against measured, both on a log scale. */
function againstFigure(cases: readonly PredictedRun[], what: 'total' | 'downtime'): Figure {
  const isTotal = what === 'total';
  const [low, high] = isTotal ? [2, 40] : [0.04, 3];
  const [named, farthest] = isTotal ? ['total time', 0.21] : ['downtime', 0.3];
  const placed = cases
    .filter(({ point }) => isTotal || point.mode !== 'cold')
    .map((one): Placed => {
      const { totalMs = NaN, downtimeMs = NaN } = one.measured;
      const at = [(isTotal ? totalMs : downtimeMs) / 1e3, one.said.user[isTotal ? 'totalMs' : 'downtimeMs'] / 1e3];
      const error = signedError(one, what);
      const label = Math.abs(error) > farthest ? { label: one.id, isLabelLeft: error > 0 } : {};
      return { one, at: at as [number, number], ...label };
    });
  const customValues = TICKS.filter((tick) => tick >= low && tick <= high);
  const axis = {
    type: 'log',
    min: low,
    max: high,
    axisTick: { show: true, lineStyle: { color: muted }, customValues },
    axisLabel: { color: muted, formatter: (n: number) => `${Number(n.toPrecision(3))} s`, customValues },
  } as const;
  return {
    name: isTotal ? 'total-time' : 'downtime',
    title: `Predicted against measured ${named}`,
    description: `${placed.length} migrations, predicted from what a user can know. On the solid line both are equal; the dashed lines are 10 % above and below. Named are those that are off by more than ${farthest * 100} %, where there is room.`,
    width: WIDTH,
    height: 760,
    option: {
      legend: { ...legend },
      grid: { left: 76, right: 24, top: 42, bottom: 56, outerBoundsMode: 'none' },
      xAxis: { ...axisStyle(`measured ${named}`, 32), ...axis },
      yAxis: { ...axisStyle(`predicted ${named}`, 52), ...axis },
      series: [
        guide(low, high, 1, 'equal'),
        guide(low, high, 1.1, '+10 %'),
        guide(low, high, 1 / 1.1, '-10 %'),
        ...scatter(placed),
      ],
    },
  };
}

/** A line of the same ratio from one edge to the other, with its name near the upper end. */
const guide = (low: number, high: number, factor: number, name: string): LineSeriesOption => ({
  type: 'line',
  silent: true,
  symbol: 'circle',
  symbolSize: 0.01,
  lineStyle: {
    color: factor === 1 ? ink : muted,
    width: factor === 1 ? 1.4 : 1,
    type: factor === 1 ? 'solid' : [5, 4],
  },
  label: { color: ink, fontSize: 11, textBorderColor: paper, textBorderWidth: 3 },
  data: [
    [Math.max(low, low / factor), Math.max(low, low * factor)],
    {
      value: [high * (factor === 1 ? 0.85 : 0.6), high * factor * (factor === 1 ? 0.85 : 0.6)],
      label: { show: true, position: factor > 1 ? [-42, -14] : [8, 2], formatter: () => name },
    },
    [Math.min(high, high / factor), Math.min(high, high * factor)],
  ],
});

interface Panel {
  readonly name: string;
  readonly what: 'total' | 'downtime';
  readonly x: (one: PredictedRun) => number;
  readonly axis: object;
}

const panels: readonly Panel[] = [
  { name: 'dirty rate / rate of the link', what: 'total', x: ({ lambda }) => lambda, axis: { type: 'value', min: 0 } },
  {
    name: 'bandwidth x round trip / window (0.01 stands for less, too)',
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

const zeroLine = (panel: number): LineSeriesOption => ({
  type: 'line',
  silent: true,
  symbol: 'none',
  xAxisIndex: panel,
  yAxisIndex: panel,
  data: [],
  markLine: {
    symbol: 'none',
    silent: true,
    label: { show: false },
    lineStyle: { color: ink, width: 1.2, type: 'solid' },
    data: [{ yAxis: 0 }],
  },
});

/** Error by input, one panel below the other. */
function inputsFigure(cases: readonly PredictedRun[]): Figure {
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
          const isFar = Math.abs(error) > (what === 'total' ? 15 : 35);
          return { one, at: [x(one), error], ...(isFar && { label: one.id }) };
        });
      return [...scatter(placed, i), zeroLine(i)];
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
