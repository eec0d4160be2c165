import type { ScatterSeriesOption } from 'echarts';
import { type PredictedRun, isMultifd } from './predicted-run';
import { blue, ink, paper, vermilion } from '../../lib/reports/link-chart-style';
import { ochre } from './draw';

/** How runs are marked in every chart: by shape first, so that colour is not needed. */
interface Mark {
  readonly name: string;
  readonly symbol: string;
  readonly size: number;
  readonly colour: string;
  readonly isHollow: boolean;
  readonly holds: (one: PredictedRun) => boolean;
}

const marks: readonly Mark[] = [
  {
    name: 'fit',
    symbol: 'circle',
    size: 8,
    colour: blue,
    isHollow: true,
    holds: (one) => !isMultifd(one) && one.part === 'fit',
  },
  {
    name: 'held-out',
    symbol: 'diamond',
    size: 10,
    colour: vermilion,
    isHollow: false,
    holds: (one) => !isMultifd(one) && one.part === 'held-out',
  },
  { name: 'multifd, either part', symbol: 'triangle', size: 9, colour: ochre, isHollow: false, holds: isMultifd },
];

export interface Placed {
  readonly one: PredictedRun;
  readonly at: readonly [x: number, y: number];
  /** Written beside the mark, to the right unless said otherwise. */
  readonly label?: string;
  readonly isLabelLeft?: boolean;
}

/** One series a mark; of several panels, the one that it is drawn in. */
export const scatter = (placed: readonly Placed[], panel = 0): ScatterSeriesOption[] =>
  marks.map(({ name, symbol, size, colour, isHollow, holds }) => ({
    type: 'scatter',
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    silent: true,
    symbol,
    symbolSize: size,
    itemStyle: isHollow
      ? { color: 'transparent', borderColor: colour, borderWidth: 1.6, opacity: 1 }
      : { color: colour, borderColor: paper, borderWidth: 0.6, opacity: 1 },
    labelLayout: { hideOverlap: true },
    data: placed
      .filter(({ one }) => holds(one))
      .map(({ at, label = '', isLabelLeft = false }) => ({
        value: [...at],
        label: {
          show: label !== '',
          formatter: () => label,
          position: isLabelLeft ? ('left' as const) : ('right' as const),
          color: ink,
          fontSize: 11,
          textBorderColor: paper,
          textBorderWidth: 2,
        },
      })),
  }));

export const legend = {
  data: marks.map(({ name }) => ({ name })),
  top: 8,
  right: 24,
  itemGap: 18,
  selectedMode: false,
  textStyle: { color: ink, fontSize: 12 },
} as const;
