import { init, type EChartsOption } from 'echarts';

export const ink = '#1a1c20';
export const muted = '#5c6068';
export const hairline = '#d5d7db';
export const paper = '#ffffff';
/** After Okabe and Ito: apart for colour-blind people, and in grey by lightness; the shapes say the same again. */
export const blue = '#0b5f9e';
export const vermilion = '#b8431f';
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

/**
 * A chart as an SVG document. The library numbers charts and classes, so that the bytes would depend on what was drawn
 * before: the name replaces the first, and classes, which serve pointers only, go.
 */
export function drawSvg({ name, title, description, width, height, option }: Figure): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, backgroundColor: paper, textStyle: { fontFamily: 'sans-serif' }, ...option });
    const svg = chart
      .renderToSVGString({ useViewBox: true })
      .replace(/\bzr\d+-/gu, `${name}-`)
      .replace(/<style\b.*?<\/style>| (?:class|pointer-events|ecmeta_[a-z_]+)="[^"]*"/gsu, '');
    const told = `<title id="${name}-title">${escapeXml(title)}</title><desc id="${name}-description">${escapeXml(description)}</desc>`;
    return `${svg.replace(/^<svg([^>]*)>/u, `<svg$1 role="img" aria-labelledby="${name}-title ${name}-description">\n${told}`)}\n`;
  } finally {
    chart.dispose();
  }
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

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
