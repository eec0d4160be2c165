import type { OptionAnswer, OptionTake, OptionWay } from '../link/options-record';

/** What an option is held against and what it comes to, of the reason that decides; undefined where neither is a number. */
export function againstText({ reasons }: OptionAnswer): string | undefined {
  const { value = null, limit = null } = reasons[0] ?? {};
  if (value === null) return undefined;
  return limit === null ? value.text : `${value.text} against ${limit.text}`;
}

/** The verdict in words; what it hangs on stands beside it, as what it would take. */
export const shortVerdict = ({ verdict, headline }: OptionAnswer): string =>
  verdict === 'undetermined' && headline.startsWith('feasible') ? verdict : headline;

const takeText = ({ input, passes, measure }: OptionTake): string => `${input} ${passes} ${measure.text}`;

/** All values of a way, in words. */
export const wayText = ({ takes }: OptionWay): string => takes.map(takeText).join(', and ');

/** The likeliest way; `holds with` of what is feasible already. */
export function takesText({ verdict, ways }: OptionAnswer): string {
  const [first] = ways;
  if (first === undefined) return '-';
  return verdict === 'feasible' ? `holds with ${wayText(first)}` : wayText(first);
}

/** A take as a step: its name says which input must be on which side. */
export const takeStep = ({ input, passes, measure, formula, working, source }: OptionTake) => ({
  name: `${input} ${passes}`,
  formula,
  working,
  result: { ...measure, value: measure.value ?? Infinity },
  source,
});
