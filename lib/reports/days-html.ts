import type { DayCounts } from '../compliance/compliance-report';
import { daysFigure } from './days-figure';
import { figureHtml } from './link-figure-html';

/** The counts of the days as a figure, for a page that sets the colours. */
export const daysHtml = (days: readonly DayCounts[]): string => figureHtml(daysFigure(days));
