import { figureHtml } from './link-figure-html';
import { figuresOf } from './link-figures';
import type { ChartedLink } from './charted-link';

/**
 * The rounds and the map of a move, for a page that sets the colours.
 * @param ids what the ids of the figures begin with
 */
export const moveFigures = (link: ChartedLink, ids: string): readonly string[] => figuresOf(link, ids).map(figureHtml);
