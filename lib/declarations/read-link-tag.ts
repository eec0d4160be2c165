import { known, unknown } from '../graph/known';
import { knownInputs } from '../graph/known-inputs';
import type { Origin } from '../graph/location';
import { quote } from '../model/explain-quantity';
import { inputs, taggedNames, type FactName, type InputValue, type TaggedName } from '../model/inputs';
import { parseQuantity } from '../model/quantity';
import type { DeclaredLink } from './declarations';
import { didYouMean } from './nearest';
import { rangeComplaint } from './range-complaint';

interface Failure {
  readonly error: string;
}

/** A link written in one tag: the ends in its name, `10 Gbit/s, 31 ms, 40 %` in whatever order as its value. */
export function readLinkTag(
  ends: string,
  value: string,
  knownSites: readonly string[],
  origin: Origin,
): DeclaredLink | Failure {
  const between = splitEnds(ends, knownSites);
  const missing = between.find((site) => !knownSites.includes(site));
  if (missing !== undefined)
    return { error: `site ${quote(missing)} is not declared; ${didYouMean(missing, knownSites)}` };
  if (between[0] === between[1]) return { error: `links ${quote(between[0])} to itself` };
  const measured = readMeasures(value);
  if ('error' in measured) return measured;
  return {
    between,
    ...knownInputs('link', (name) => {
      const amount = measured.values.get(name);
      return amount === undefined
        ? unknown('not-declared', `link ${between.join(' - ')}: ${inputs[name].noun} not declared`)
        : known(amount, origin);
    }),
    origin,
  };
}

/** A site's name may itself hold a colon: the division that gives two declared sites is meant, else the first. */
function splitEnds(text: string, knownSites: readonly string[]): readonly [string, string] {
  const divisions = [...text.matchAll(/[:/]/gu)].map(({ index }): readonly [string, string] => [
    text.slice(0, index),
    text.slice(index + 1),
  ]);
  return divisions.find((pair) => pair.every((site) => knownSites.includes(site))) ?? divisions[0] ?? [text, ''];
}

type Value = InputValue<TaggedName>;

interface Measures {
  readonly values: ReadonlyMap<FactName<'link'>, Value>;
}

/** Commas between thousands divide nothing. */
function readMeasures(text: string): Measures | Failure {
  const values = new Map<TaggedName, Value>();
  for (const part of text.split(/(?<!\d),|,(?!\d{3}(?!\d))|;/u)) {
    const found = readMeasure(part);
    if ('error' in found) return found;
    if (values.has(found.name)) return { error: `${quote(text)} holds two values of one kind` };
    values.set(found.name, found.value);
  }
  return { values };
}

/** Each part is known by its unit; a bare number may be anything. */
function readMeasure(text: string): { readonly name: TaggedName; readonly value: Value } | Failure {
  for (const name of /[^\d\s.,]/u.test(text) ? taggedNames : []) {
    const parsed = parseQuantity(inputs[name].kind, text);
    if (!parsed.ok) continue;
    const complaint = rangeComplaint(inputs[name], parsed.value);
    return complaint === undefined
      ? { name, value: parsed.value }
      : { error: `${inputs[name].noun} ${quote(text.trim())} ${complaint}` };
  }
  const known = taggedNames.map((name) => `${inputs[name].noun} (${inputs[name].example})`).join(', ');
  return { error: `${quote(text.trim())} is none of ${known}` };
}
