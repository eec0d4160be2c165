import { hairline, ink, muted } from './link-chart-style';

/** What the axes of all charts have in common. */
export const axisStyle = (name: string) =>
  ({
    name,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: { color: ink, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: muted } },
    axisTick: { show: true, lineStyle: { color: muted } },
    splitLine: { show: true, lineStyle: { color: hairline } },
    minorSplitLine: { show: false },
  }) as const;
