import type { LinkInput, LinkRecord, LinkStep } from '../link/link-record';
import { escapeStrings } from './escape';
import { evidenceLines, stepLines } from './evidence-lines';
import type { ReportOptions } from './report';
import { block, pageOf, part, styled, type Page } from './page';
import { hang, wrap } from './wrap';

/** The record of a link for people, as wide as the terminal that it goes to, else 80 columns. */
export function linkPretty(record: LinkRecord, { colour, columns }: ReportOptions): string {
  const page = pageOf(colour, columns);
  const { map: _, ...told } = record;
  const safe = escapeStrings(told);
  const { fleet, afterMove, replication } = safe;
  const given = safe.inputs.map(givenInput);
  const head = [
    ...block('link', page.dim, wrap(placesText(safe), page.body)),
    ...block('verdict', page.dim, verdictLines(safe, page)),
  ];
  const proof = evidenceLines({ given, steps: safe.steps.map(derivation), flipPoints: [], wayOut: [] }, page);
  const more = [
    ...part('flips', page, flipLines(safe)),
    ...part('fleet', page, partLines(fleet, page)),
    ...part('left', page, partLines(afterMove, page)),
    ...part('replicas', page, partLines(replication, page)),
    ...part(
      'unknown',
      page,
      safe.unknowns.flatMap(({ message }) => hang(message, page.body)),
    ),
    ...part(
      'note',
      page,
      safe.notes.flatMap((note) => hang(note, page.body)),
    ),
    ...part('sources', page, sourceLines(safe, page)),
  ];
  return `${[...head, '', ...proof, ...more].join('\n')}\n`;
}

/** Both ends and what lies between them. */
export function placesText({ places, distance }: Pick<LinkRecord, 'places' | 'distance'>): string {
  const [a, b] = places.map(({ id, name }) => (id === name ? id : `${name} (${id})`));
  return `${a ?? ''} - ${b ?? ''}, ${distance.geodesic.text} (${distance.least.text} to ${distance.most.text})`;
}

function verdictLines(
  { verdict, headline, reasons, times }: Pick<LinkRecord, 'verdict' | 'headline' | 'reasons' | 'times'>,
  page: Page,
): readonly string[] {
  return [
    ...styled(hang(headline, page.body), verdictStyle(verdict, page)),
    ...[...reasons.map(({ message }) => message), ...timesLines({ times })].flatMap((text) => hang(text, page.body)),
  ];
}

/** A verdict's colour; its words say the same. */
export function verdictStyle(
  verdict: LinkRecord['verdict'],
  { bold, green, yellow, magenta, red }: Page,
): Page['bold'] {
  const styles = { feasible: green, 'feasible-when-throttled': yellow, undetermined: magenta } as const;
  const style = verdict in styles ? styles[verdict as keyof typeof styles] : red;
  return (text) => bold(style(text));
}

export const timesLines = ({ times }: Pick<LinkRecord, 'times'>): readonly string[] => (times === null ? [] : [times]);

/** An input as a proof lists it. */
export const givenInput = (input: LinkInput) => ({
  name: input.name,
  measure: measureOf(input),
  from: fromText(input),
});

const measureOf = ({ value, unit, text }: LinkInput) => ({
  value: typeof value === 'number' ? value : Number.NaN,
  unit: unit ?? ('1' as const),
  text,
});

export function fromText({ from }: LinkInput): string {
  if (from.kind === 'option') return from.option;
  return from.kind === 'default' ? `default: ${from.reason}` : `[${from.row.id}]`;
}

export const derivation = (step: LinkStep) => ({
  ...step,
  result: { ...step.result, value: step.result.value ?? Infinity },
});

/** What is unknown stays so, whatever another input is. */
export function flipHeading(verdict: LinkRecord['verdict']): string {
  if (verdict === 'undetermined') return 'allowed by what is known';
  return verdict === 'feasible' ? 'stays feasible' : 'feasible';
}

/** Each by itself, all else as it is. */
function flipLines({ verdict, flips }: Pick<LinkRecord, 'verdict' | 'flips'>): readonly string[] {
  if (flips.length === 0) return ['no input by itself changes the verdict'];
  const name = Math.max(...flips.map(({ input }) => input.length));
  const lines = flips.map(
    ({ input, passes, measure }) => `${input.padEnd(name)}  ${passes.padEnd(8)}  ${measure.text}`,
  );
  return [`${flipHeading(verdict)}, each by itself, with`, ...lines];
}

function partLines(steps: readonly LinkStep[] | null, page: Page): readonly string[] {
  return (steps ?? []).flatMap((step) => [
    ...stepLines(derivation(step), page),
    ...styled(
      hang(`  ${step.source}`, page.body - 2).map((line) => `  ${line}`),
      page.dim,
    ),
  ]);
}

/** The rows that the record read, with their addresses. */
export function sourceLines({ platform }: Pick<LinkRecord, 'platform'>, { dim, body }: Page): readonly string[] {
  return (platform?.rows ?? []).flatMap(({ id, title, url, version, isSecondary }) => [
    ...hang(`[${id}] ${title}; about ${version}${isSecondary ? '; a secondary source' : ''}`, body),
    ...styled([`  ${url}`], dim),
  ]);
}
