import { fromJSONSchema } from 'zod';
import type { RunResult } from '../findings/run-result';

/** Members by their names; none of what is no object. */
const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

/** Whether the document looks like a result, whatever its version; a baseline and the record of a link are none. */
export function isResult(document: unknown): boolean {
  const { tool, findings, summary } = membersOf(document);
  return membersOf(tool)['name'] === 'lightbound' && Array.isArray(findings) && summary !== undefined;
}

/** A result, or in one line what the document is instead. */
export type ReadResult = (document: unknown) => { readonly result: RunResult } | { readonly complaint: string };

/**
 * A reader of the results that `lightbound check --format json` writes.
 * @param schema that of results, as it is shipped
 */
export function resultReader(schema: unknown): ReadResult {
  const shape = fromJSONSchema(readable(schema) as Parameters<typeof fromJSONSchema>[0]);
  return (document) => {
    if (!isResult(document)) return { complaint: 'is not a result of `lightbound check --format json`' };
    const { version } = membersOf(document);
    if (typeof version !== 'string' || !/^2\.\d+$/u.test(version)) {
      const called = typeof version === 'string' ? version : 'unknown';
      return {
        complaint: `is a result of version ${called}, and this program reads 2.x; check again with this version`,
      };
    }
    const result = withNewerMembers(membersOf(document), version);
    const [issue] = shape.safeParse(result).error?.issues ?? [];
    if (issue !== undefined) return { complaint: `is not a whole result: ${placeOf(issue.path)}: ${issue.message}` };
    return { result: result as RunResult };
  };
}

/** The schema for readers: a later version of the same major may say more, and names itself. */
function readable(schema: unknown): unknown {
  const loose = withoutClosedObjects(schema);
  const { properties } = membersOf(loose);
  return { ...membersOf(loose), properties: { ...membersOf(properties), version: { type: 'string' } } };
}

function withoutClosedObjects(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutClosedObjects);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(([name, value]) => name !== 'additionalProperties' || value !== false);
  return Object.fromEntries(members.map(([name, value]) => [name, withoutClosedObjects(value)]));
}

/**
 * What a version added, as it was before. 2.1: nobody accepted anything, and nothing was known of single attributes. 2.2: what the model
 * was asked of moves was not told.
 */
export function withNewerMembers(document: Readonly<Record<string, unknown>>, version: string): unknown {
  const { findings, summary } = document;
  if (version !== '2.0') return version === '2.1' ? { moves: [], ...document } : document;
  return {
    moves: [],
    waivers: [],
    ...document,
    findings: Array.isArray(findings)
      ? findings.map((finding: unknown) => ({ touched: [], ...membersOf(finding) }))
      : findings,
    summary: { waived: 0, ...membersOf(summary) },
  };
}

/** `findings[3].subject` */
const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('');
