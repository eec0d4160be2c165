import type { EChartsOption } from 'echarts';
import { escapeXml } from '../../lib/reports/escape';
import { hairline, ink, muted, paper } from '../../lib/reports/link-chart-style';
import { drawChart } from '../../lib/reports/link-draw';

/** Beside the blue and the vermilion of the link's charts, after Okabe and Ito: apart for colour-blind people, and in grey. */
export const ochre = '#a07400';

export interface Figure {
  readonly name: string;
  readonly title: string;
  /** What the chart shows, for those who do not see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly option: EChartsOption;
}

/** A chart as an SVG document. */
export function drawSvg({ name, title, description, width, height, option }: Figure): string {
  const common = { backgroundColor: paper, textStyle: { fontFamily: 'sans-serif' } };
  const svg = drawChart(name, { ...common, ...option }, { width, height });
  const told = `<title id="${name}-title">${escapeXml(title)}</title><desc id="${name}-description">${escapeXml(description)}</desc>`;
  return `${svg.replace(/^<svg([^>]*)>/u, `<svg$1 role="img" aria-labelledby="${name}-title ${name}-description">\n${told}`)}\n`;
}

/** What the axes of all charts have in common. */
export const axisStyle = (name: string, nameGap: number) =>
  ({
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: ink, fontSize: 12 },
    axisLine: { show: true, onZero: false, lineStyle: { color: muted } },
    axisTick: { show: true, lineStyle: { color: muted } },
    splitLine: { show: true, lineStyle: { color: hairline } },
    minorSplitLine: { show: false },
  }) as const;
