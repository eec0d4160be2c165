import type * as z from 'zod/mini';
import { quote } from '../model/explain-quantity';
import { crossProblems } from './cross-checks';
import { DEEPEST, type FactPath, type FactProblem } from './fact-error';
import type { Hinted } from './fact-fields';
import { factsSchema } from './facts-schema';

type Issue = z.core.$ZodIssue;

/** Names that reach into JavaScript's own objects where a program is careless with them, and YAML's old merge key. */
export const UNSAFE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '<<']);

/** Everything wrong with facts as written, all at once; sites known from elsewhere may be linked too. */
export function checkFacts(value: unknown, knownSites: readonly string[], today?: string): readonly FactProblem[] {
  const unsafe = unsafeParts(value, []);
  const { error } = factsSchema.safeParse(value);
  const problems = [
    ...(error?.issues ?? []).flatMap((issue) => fromIssue(issue, [])),
    ...crossProblems(value, knownSites, today),
  ];
  const spoilt = new Set(unsafe.map(({ path }) => JSON.stringify(path)));
  const isInside = ({ path }: FactProblem): boolean =>
    spoilt.size > 0 && path.some((_, index) => spoilt.has(JSON.stringify(path.slice(0, index + 1))));
  return hinted([...unsafe, ...problems.filter((problem) => !isInside(problem))]);
}

/** So many problems tell what was perhaps meant. */
const mostHints = 20;

function hinted(problems: readonly FactProblem[]): readonly FactProblem[] {
  let left = mostHints;
  return problems.map(({ path, at, message, hint }) => ({
    path,
    at,
    message: hint !== undefined && left-- > 0 ? hint() : message,
  }));
}

function fromIssue(issue: Issue, above: FactPath): readonly FactProblem[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.message
        .split('\n')
        .map((message, index) => ({ path: [...path, issue.keys[index] ?? ''], at: 'key', message }));
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, at: 'key', message }));
    case 'invalid_union': {
      const meant = branchMeant(issue.errors);
      return meant === undefined
        ? [{ path, at: 'value', message: issue.message }]
        : meant.flatMap((inner) => fromIssue(inner, path));
    }
    case 'custom': {
      const { hint } = (issue.params ?? {}) as Partial<Hinted>;
      return [{ path, at: 'value', message: issue.message, ...(hint && { hint }) }];
    }
    default:
      return [{ path, at: 'value', message: issue.message }];
  }
}

/** Of the forms that a value may take, the one it was written in; the simple form stands first. */
const branchMeant = (branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined =>
  branches.findLast((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0));

function unsafeParts(value: unknown, path: FactPath): readonly FactProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  if (path.length > DEEPEST) {
    return [{ path: path.slice(0, 3), at: 'value', message: `is nested more than ${DEEPEST} levels deep` }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => unsafeParts(item, [...path, index]));
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (!UNSAFE.has(key)) return unsafeParts(inner, at);
    return [{ path: at, at: 'key' as const, message: `${quote(key)} cannot be a name: choose another` }];
  });
}
