/** The reports that draw; the command line keeps them, and the charting library, in a file of their own. */
export { daysHtml } from './days-html';
export { linkHtml } from './link-html';
export { linkSvg } from './link-svg';
export { moveFigures } from './move-figures';
