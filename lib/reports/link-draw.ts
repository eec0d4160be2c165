import { init, type EChartsOption } from 'echarts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A chart as an SVG element without a document around it. The library numbers charts and classes, so that the bytes would
 * depend on what was drawn before: `name` replaces the first, and classes, which serve pointers only, go.
 */
export function drawChart(name: string, option: EChartsOption, { width, height }: Size): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return chart
      .renderToSVGString({ useViewBox: true })
      .replace(/\bzr\d+-/gu, `${name}-`)
      .replace(/<style\b.*?<\/style>| (?:class|pointer-events|ecmeta_[a-z_]+)="[^"]*"/gsu, '');
  } finally {
    chart.dispose();
  }
}
