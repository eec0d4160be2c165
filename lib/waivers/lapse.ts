import { waivedOutcomes, type Condition, type WaivedOutcome, type Waiver } from '../declarations/waiver';
import type { Finding } from '../findings/finding';
import type { Measure } from '../graph/derivation';

/** Why a waiver does not hold for a finding that it is about; undefined where it holds. */
export function lapse({ outcome, conditions }: Waiver, finding: Finding): string | undefined {
  const now = outcomeOf(finding);
  if (waivedOutcomes.indexOf(now) > waivedOutcomes.indexOf(outcome)) {
    return `it was given for what is ${worded[outcome]}, and this is ${worded[now]}`;
  }
  for (const condition of conditions) {
    const broken = brokenBy(condition, finding);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

const outcomeOf = ({ outcome, confidence }: Finding): WaivedOutcome => {
  if (outcome === 'undetermined') return 'undetermined';
  return confidence === undefined || confidence === 'certain' ? 'violation' : confidence;
};

const worded: Readonly<Record<WaivedOutcome, string>> = {
  undetermined: 'undetermined',
  'by-construction': 'a violation by construction',
  guessed: 'a violation that rests on a guess',
  likely: 'a likely violation',
  violation: 'a certain violation',
};

/** All numbers of that name count; one that nobody knows does not hold. */
function brokenBy({ text, name, comparison, measure }: Condition, { evidence }: Finding): string | undefined {
  const shown: readonly (readonly [string, Measure])[] = [
    ...evidence.given.map((given) => [given.name, given.measure] as const),
    ...evidence.steps.map((step) => [step.name, step.result] as const),
  ];
  const found = shown.filter(([one]) => one.toLowerCase() === name).map(([, one]) => one);
  if (found.length === 0) return `"${text}" does not hold: ${name} is unknown${among(shown.map(([one]) => one))}`;
  const other = found.find(({ unit }) => unit !== measure.unit);
  if (other !== undefined) return `"${text}" does not hold: ${name} is ${other.text}, of another kind`;
  const broken = found.find(({ value }) => !holds[comparison](value, measure.value));
  return broken === undefined ? undefined : `"${text}" does not hold: ${name} is ${broken.text}`;
}

const among = (names: readonly string[]): string =>
  names.length === 0 ? '' : `; the finding knows ${[...new Set(names)].join(', ')}`;

/** What is left of a number when it was divided and multiplied again. */
const ROUNDING = 1e-9;

const holds: Readonly<Record<Condition['comparison'], (value: number, limit: number) => boolean>> = {
  '<=': (value, limit) => value <= limit * (1 + ROUNDING),
  '>=': (value, limit) => value >= limit * (1 - ROUNDING),
  '<': (value, limit) => value < limit * (1 - ROUNDING),
  '>': (value, limit) => value > limit * (1 + ROUNDING),
};
