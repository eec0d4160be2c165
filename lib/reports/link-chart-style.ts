import type { Verdict } from '../link/link-record';

/** Colours of what lies outside the map; a page may set them anew for a dark background. */
export const ink = '#1a1c20';
export const muted = '#5c6068';
export const hairline = '#d5d7db';
export const paper = '#ffffff';
export const blue = '#0b5f9e';
export const vermilion = '#b8431f';

/** Inside the map background and lines stay as they are, also on a dark page. */
export const mapInk = '#101114';
export const mapPaper = '#fffffe';

/** How a verdict is told without colour: by lightness, by the lines drawn over it, and by its name. */
interface VerdictStyle {
  readonly fill: string;
  readonly line: string;
  /** An SVG path within a square of 10. */
  readonly pattern: string;
  readonly name: string;
}

/** Hues that colour-blind people tell apart, from light to dark as the verdict worsens. */
export const verdictStyles: Readonly<Record<Verdict, VerdictStyle>> = {
  feasible: { fill: '#e3f1fa', line: '#e3f1fa', pattern: '', name: 'feasible' },
  'feasible-when-throttled': {
    fill: '#f8ecb4',
    line: '#b99a1e',
    pattern: 'M2 2h1M7 7h1',
    name: 'feasible when throttled',
  },
  undetermined: { fill: '#e6e6e8', line: '#9a9aa2', pattern: 'M0 5H4', name: 'undetermined' },
  'over-budget': { fill: '#f0bd6b', line: '#a86d10', pattern: 'M-1 11L11 -1M-1 1L1 -1M9 11L11 9', name: 'over budget' },
  'does-not-converge': {
    fill: '#dd8259',
    line: '#b5552f',
    pattern: 'M-1 -1L11 11M9 -1L11 1M-1 9L1 11',
    name: 'does not converge',
  },
  unsupported: { fill: '#91699f', line: '#6d4a7b', pattern: 'M2.5 0V10M7.5 0V10', name: 'unsupported' },
  impossible: { fill: '#565861', line: '#3f4149', pattern: 'M0 0L10 10M10 0L0 10', name: 'impossible' },
};

/** @param ids what the ids of a document with several maps begin with */
const patternId = (verdict: Verdict, ids: string): string => `${ids}verdict-${verdict}`;

export const verdictFill = (verdict: Verdict, ids: string): string => `url(#${patternId(verdict, ids)})`;

/** The patterns, for the `defs` of the document that holds the map. */
export const patternDefinitions = (verdicts: readonly Verdict[], ids: string): string =>
  verdicts
    .map((verdict) => {
      const { fill, line, pattern } = verdictStyles[verdict];
      const lines = pattern === '' ? '' : `<path d="${pattern}" stroke="${line}" stroke-width="1" fill="none"/>`;
      return `<pattern id="${patternId(verdict, ids)}" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="${fill}"/>${lines}</pattern>`;
    })
    .join('');

/** Best first, as a legend lists them. */
export const verdictsBestFirst = Object.keys(verdictStyles) as readonly Verdict[];
