import type { LinkRecord } from '../link/link-record';
import { chartedRecord } from './charted-link';
import { escapeStrings, escapeXml } from './escape';
import { ink, muted, paper } from './link-chart-style';
import { FIGURE_WIDTH, figuresOf, figureSvg } from './link-figures';
import { placesText, timesLines } from './link-pretty';
import { wrapWithin } from './wrap';

const HEADING = 34;
/** Characters that fit across. */
const LINE_LENGTH = 105;

/** Both charts below each other, as one SVG document. */
export function linkSvg(record: LinkRecord): string {
  const { map, ...rest } = record;
  const safe: LinkRecord = { ...escapeStrings(rest), ...(map === undefined ? {} : { map: escapeStrings(map) }) };
  const title = `${safe.places.map(({ id }) => id).join(' - ')}: ${safe.headline}`;
  const told = [placesText(safe), ...safe.reasons.map(({ message }) => message), ...timesLines(safe)];
  const lines = told.flatMap((line) => wrapWithin(line, LINE_LENGTH));
  let y = 72 + 18 * lines.length;
  const figures = figuresOf(chartedRecord(safe)).map((figure) => {
    const heading = text(24, y, 15, ink, figure.title, 'bold');
    const drawn = figureSvg(figure, `y="${y + 8}" width="${FIGURE_WIDTH}" height="${figure.height}"`);
    y += figure.height + HEADING;
    return heading + drawn;
  });
  const head = [
    text(24, 34, 18, ink, title, 'bold'),
    ...lines.map((line, i) => text(24, 56 + 18 * i, 13, muted, line)),
  ];
  const size = `width="${FIGURE_WIDTH}" height="${y}" viewBox="0 0 ${FIGURE_WIDTH} ${y}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="link-title link-description"><title id="link-title">${escapeXml(title)}</title><desc id="link-description">${escapeXml(lines.join('. '))}</desc><rect width="100%" height="100%" fill="${paper}"/>${[...head, ...figures].join('')}</svg>\n`;
}

function text(x: number, y: number, size: number, fill: string, content: string, weight = 'normal'): string {
  return `<text x="${x}" y="${y}" font-family="sans-serif" font-size="${size}" font-weight="${weight}" fill="${fill}">${escapeXml(content)}</text>`;
}
