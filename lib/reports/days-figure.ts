import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { DayCounts } from '../compliance/compliance-report';
import { count } from '../findings/count';
import { axisStyle } from './link-axis';
import { blue, ink, muted, vermilion } from './link-chart-style';
import { drawChart } from './link-draw';
import { FIGURE_WIDTH, LEGEND, lineKeys, below, type Figure } from './link-figures';

const HEIGHT = 240;

/** Each told by its dashes as well as by its colour. */
const lines = [
  { name: 'stacks checked', of: ({ stacks }: DayCounts): number => stacks, colour: muted, dash: '', type: 'solid' },
  { name: 'break a rule', of: ({ broken }: DayCounts): number => broken, colour: vermilion, dash: '', type: 'solid' },
  {
    name: 'probably break one',
    of: ({ likely }: DayCounts): number => likely,
    colour: ink,
    dash: '6 4',
    type: 'dashed',
  },
  { name: 'undetermined', of: ({ open }: DayCounts): number => open, colour: blue, dash: '2 3', type: 'dotted' },
] as const;

/** How many stacks break a rule, over the days; two at least. */
export function daysFigure(days: readonly DayCounts[]): Figure {
  const [first, last] = [days[0], days.at(-1)];
  const told = [first, last].map((day) =>
    day === undefined
      ? ''
      : `On ${day.day} ${count(day.stacks, 'stack')}: ${lines
          .slice(1)
          .map(({ name, of }) => `${of(day)} ${name}`)
          .join(', ')}.`,
  );
  const chart = drawChart('days', daysChart(days), { width: FIGURE_WIDTH, height: HEIGHT });
  return {
    id: 'days',
    title: 'Stacks by their state over the days',
    description: told.join(' '),
    height: HEIGHT + LEGEND,
    content: lineKeys(lines) + below(chart, LEGEND),
  };
}

const daysChart = (days: readonly DayCounts[]): EChartsOption => ({
  useUTC: true,
  grid: { left: 92, right: 28, top: 16, bottom: 46, outerBoundsMode: 'none' },
  xAxis: {
    ...axisStyle(''),
    splitLine: { show: false },
    type: 'time',
    axisLabel: { color: muted, hideOverlap: true, showMinLabel: false, formatter: '{yyyy}-{MM}-{dd}' },
  },
  yAxis: { ...axisStyle('stacks'), type: 'value', min: 0, minInterval: 1, nameGap: 46, axisLabel: { color: muted } },
  series: lines.map(({ of, colour, type }): LineSeriesOption => ({
    type: 'line',
    // What a day comes to holds until the next one on which something was checked.
    step: 'end',
    silent: true,
    showSymbol: false,
    data: days.map((day) => [Date.parse(day.day), of(day)]),
    lineStyle: { color: colour, width: 2, type },
    itemStyle: { color: colour },
  })),
});
