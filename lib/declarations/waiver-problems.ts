import { quote } from '../model/explain-quantity';
import type { FactPath, FactProblem } from './fact-error';
import { readCondition } from './read-condition';
import type { Condition } from './waiver';

/** What no field of a waiver shows by itself. Passes over whatever has not the shape that it looks for. */
export function waiverProblems(waivers: unknown): readonly FactProblem[] {
  return items(waivers).flatMap((waiver, index): readonly FactProblem[] => {
    const path: FactPath = ['waivers', index];
    const { subject, fingerprint, while: conditions } = membersOf(waiver);
    const problem = (message: string, at = path): FactProblem => ({ path: at, at: 'value', message });
    if (typeof waiver !== 'object' || waiver === null) return [];
    if (subject === undefined && fingerprint === undefined) {
      return [problem('names no finding: write a subject, or a fingerprint')];
    }
    if (subject !== undefined && fingerprint !== undefined) {
      return [problem('names its finding twice: keep the subject or the fingerprint')];
    }
    return contradictions(items(conditions)).map((message) => problem(message, [...path, 'while']));
  });
}

/** Conditions that no number meets. */
function contradictions(written: readonly unknown[]): readonly string[] {
  const conditions = written.flatMap((text): readonly Condition[] => {
    const read = typeof text === 'string' ? readCondition(text) : undefined;
    return read?.ok === true ? [read.value] : [];
  });
  const floors = conditions.filter(({ comparison }) => comparison.startsWith('>'));
  const ceilings = conditions.filter(({ comparison }) => comparison.startsWith('<'));
  return floors.flatMap((floor) => {
    const ceiling = ceilings.find((one) => one.name === floor.name && excludes(floor, one));
    return ceiling === undefined
      ? []
      : [`can never hold: ${quote(floor.text)} and ${quote(ceiling.text)} exclude each other`];
  });
}

function excludes(floor: Condition, ceiling: Condition): boolean {
  const [least, most] = [floor.measure.value, ceiling.measure.value];
  const both = floor.comparison === '>=' && ceiling.comparison === '<=';
  return floor.measure.unit === ceiling.measure.unit && (both ? least > most : least >= most);
}

const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
