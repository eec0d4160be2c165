import * as fc from 'fast-check';
import { addressOf, dialects, writeDialect, type ArgumentsShown, type DialectName } from './write-dialect';
import type { Thing } from './corpus';
import { maskedThings, mutatedBytes, mutatedFacts, mutatedJson, mutatedThings, type Mutation } from './mutate';

/** One document before it is written. */
interface Written {
  readonly group: number;
  readonly dialect: DialectName;
  readonly things: readonly Mutation[];
  /** Of the JSON, and of its bytes; most documents are left as their tool writes them. */
  readonly json: readonly Mutation[];
  readonly bytes: readonly Mutation[];
}

export interface Input {
  readonly documents: readonly Written[];
  /** Undefined for none. */
  readonly facts: readonly Mutation[] | undefined;
  /** Which attribute of the first document is hidden, and how. */
  readonly mask: { readonly at: number; readonly how: 'unknown' | 'sensitive' };
  /** Which of the costlier questions are asked of it. */
  readonly asked: number;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({ kind: fc.nat(71), at: fc.nat(9_999), with: fc.nat(999) });

const mutations = (most: number): fc.Arbitrary<readonly Mutation[]> => fc.array(mutation, { maxLength: most });

/** Nothing in most inputs, so that those that are left whole say something too. */
const seldom = (most: number): fc.Arbitrary<readonly Mutation[]> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: mutations(most) });

const written: fc.Arbitrary<Written> = fc.record({
  group: fc.nat(999),
  dialect: fc.constantFrom(...dialects),
  things: mutations(4),
  json: seldom(3),
  bytes: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: mutations(2) }),
});

export const inputs: fc.Arbitrary<Input> = fc.record({
  documents: fc.array(written, { minLength: 1, maxLength: 3 }),
  facts: fc.oneof(fc.constant(undefined), seldom(4)),
  mask: fc.record({ at: fc.nat(9_999), how: fc.constantFrom('unknown', 'sensitive') }),
  asked: fc.nat(255),
});

export interface MadeDocument {
  readonly path: string;
  readonly bytes: Buffer;
}

/** What an input comes to. */
export interface Made {
  readonly documents: readonly MadeDocument[];
  readonly facts: string | undefined;
  /** Whether all is as the tools write it, so that their marks of secrets stand. */
  readonly isWhole: boolean;
  /** The first document with one value hidden; only where it is whole. */
  readonly masked: { readonly document: MadeDocument; readonly what: string } | undefined;
  /** The first document with the arguments of its provider instances shown otherwise; only a plan that has some. */
  readonly shown: Readonly<Record<Exclude<ArgumentsShown, 'constant'>, MadeDocument>> | undefined;
  /** The documents with their resources the other way round; only where all is whole, and no two are of one address. */
  readonly backwards: readonly MadeDocument[] | undefined;
}

export function make({ documents, facts, mask }: Input): Made {
  const groups = documents.map(({ group, things }) => mutatedThings(group, things));
  const made = documents.map((one, index) => documentOf(one, groups[index] ?? [], index));
  const isWhole = documents.every(({ json, bytes }) => json.length + bytes.length === 0);
  const [first] = documents;
  const hidden =
    isWhole && first !== undefined && canHide(first.dialect, mask.how)
      ? maskedThings(groups[0] ?? [], mask.at, mask.how)
      : undefined;
  return {
    documents: made,
    facts: facts && mutatedFacts(facts),
    isWhole,
    masked: hidden && first && { document: documentOf(first, hidden.things, 0), what: hidden.what },
    shown: isWhole && first !== undefined ? shownOtherwise(first, groups[0] ?? []) : undefined,
    backwards:
      isWhole && groups.every(areApart)
        ? documents.map((one, at) => documentOf(one, groups[at]?.toReversed() ?? [], at))
        : undefined,
  };
}

const areApart = (things: readonly Thing[]): boolean => new Set(things.map(addressOf)).size === things.length;

function shownOtherwise(first: Written, things: readonly Thing[]): Made['shown'] {
  if (first.dialect !== 'plan' || things.every(({ provider }) => provider === undefined)) return undefined;
  const as = (args: ArgumentsShown): MadeDocument => documentOf(first, things, 0, args);
  return { drawn: as('drawn'), 'drawn alike': as('drawn alike'), 'to come': as('to come') };
}

/** What stands has no unknown values, and a synthesised stack marks no secrets. */
const canHide = (dialect: DialectName, how: Input['mask']['how']): boolean =>
  how === 'unknown' ? ['plan', 'stack', 'preview'].includes(dialect) : dialect !== 'stack';

function documentOf(
  { dialect, json, bytes }: Written,
  things: readonly Thing[],
  index: number,
  args?: ArgumentsShown,
): MadeDocument {
  const document = writeDialect(dialect, things, args);
  const text = Buffer.from(JSON.stringify(json.length === 0 ? document : mutatedJson(document, json)));
  return {
    path: `d${index}/${dialect.replace(' ', '-')}.json`,
    bytes: bytes.length === 0 ? text : mutatedBytes(text, bytes),
  };
}
