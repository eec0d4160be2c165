import type { Verdict } from './compliance-table';
import { escapeXml } from './escape';
import { unbroken } from './unbroken';

/** By sign, word and colour. */
const signs: Readonly<Record<Verdict, string>> = { broken: '✗', open: '?', holds: '✓', unknown: '–' };

/** How good or bad something is, and what follows that. */
export const markHtml = (text: string, verdict: Verdict, detail: string): string =>
  `<span class="mark ${verdict}"><span aria-hidden="true">${signs[verdict]}</span> ${escapeXml(text)}</span>${detail === '' ? '' : ` ${unbroken(detail)}`}`;
