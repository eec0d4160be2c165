import { escapeXml } from './escape';
import { blue, hairline, ink, muted, paper, vermilion } from './link-chart-style';
import { FIGURE_WIDTH, figureSvg, type Figure } from './link-figures';

/** Colours of the page's own, so that a dark page can set them anew; those inside the map stay. */
const tokens: Readonly<Record<string, string>> = {
  [ink]: 'ink',
  [muted]: 'muted',
  [hairline]: 'hairline',
  [paper]: 'paper',
  [blue]: 'blue',
  [vermilion]: 'vermilion',
};

/** A figure with its caption, for a page that sets the colours. */
export function figureHtml(figure: Figure): string {
  const svg = figureSvg(figure, `width="${FIGURE_WIDTH}"`).replace(/#[0-9a-f]{6}\b/gu, (colour) => {
    const token = tokens[colour];
    return token === undefined ? colour : `var(--${token})`;
  });
  return `<figure><figcaption>${escapeXml(figure.title)}</figcaption>${svg}</figure>`;
}
