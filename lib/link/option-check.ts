import type { QuantityKind } from '../model/quantity';
import { answer, VERDICTS, type Verdict } from '../model/verdict';
import { amountOf } from './amount';
import { headlineOf, listed, type ToldCondition } from './headline';
import type { LinkReason } from './link-record';
import type { OptionAnswer, OptionTake, OptionWay } from './options-record';
import { keeps } from './rate-takes';

/** One thing that an option is held against. */
export interface OptionCheck {
  readonly verdict: Verdict;
  readonly reasons: readonly LinkReason[];
  /** Each by itself makes the check hold, the likeliest first; of one that holds, up to where it does. */
  readonly ways: readonly OptionWay[];
  /** Of an open check what is unknown must be, if that can be told; enough together. */
  readonly told: readonly ToldCondition[];
  /** What leaves it open, in words. */
  readonly open: readonly string[];
}

/** A part of what a check adds up, of which something may be unknown, and what it must be with all other parts at their worst. */
export interface OpenPart {
  /** What is unknown of it, in words. */
  readonly open: readonly string[];
  /** Whether the check would fail with this part at its worst and all others at their best. */
  readonly decides: boolean;
  readonly ways: readonly OptionWay[];
  /** Whether the first way is needed as well as enough. */
  readonly isNeeded: boolean;
}

interface Held {
  readonly id: string;
  readonly kind: QuantityKind;
  readonly noun: string;
  /** What it comes to at best and at worst. */
  readonly least: number;
  readonly most: number;
  readonly limit: number;
  readonly failing: Verdict;
  /** Said instead of the limit where there is none but that it ends. */
  readonly failure?: string | undefined;
}

/** Holds a value, of which only a range may be known, against an upper limit. */
export function heldCheck(held: Held, parts: readonly OpenPart[]): OptionCheck {
  const { least, most, limit, failing } = held;
  const fails = !keeps(least, limit) || least === Infinity;
  const holds = most < Infinity && keeps(most, limit);
  const verdict = fails ? failing : holds ? 'feasible' : 'undetermined';
  if (verdict !== 'undetermined') {
    return { verdict, reasons: [reasonOf(held, verdict)], ways: parts.flatMap(({ ways }) => ways), told: [], open: [] };
  }
  const unsaid = parts.filter((part) => part.open.length > 0);
  const deciding = unsaid.filter(({ decides }) => decides);
  const asked = deciding.length === 0 ? unsaid : deciding;
  const [solved] = asked.filter(({ ways }) => ways.length > 0);
  const open = asked.flatMap((part) => part.open);
  const unknown = unknownReason(open, solved);
  return {
    verdict,
    reasons: least > 0 ? [unknown, reasonOf(held, verdict)] : [unknown],
    ways: parts.flatMap(({ ways }) => ways),
    told: (solved?.ways[0]?.takes ?? []).map(({ input, passes, measure }) => ({
      noun: input,
      passes,
      measure,
      isNeeded: solved?.isNeeded === true,
    })),
    open,
  };
}

/** Value against limit, in the words that `lightbound link` has for both. */
function reasonOf({ id, kind, noun, least, most, limit, failure }: Held, verdict: Verdict): LinkReason {
  const value = verdict === 'feasible' ? most : least;
  const told = Number.isFinite(limit) ? amountOf(kind, limit) : null;
  const is =
    verdict === 'undetermined' || keeps(most, least)
      ? rangeText(kind, least, most)
      : `is ${verdict === 'feasible' ? 'at most' : 'at least'} ${amountOf(kind, value).text}`;
  return {
    verdict,
    id,
    message:
      value === Infinity && failure !== undefined
        ? failure
        : `${noun} ${is}${told === null ? '' : `; the limit is ${told.text}`}`,
    value: verdict === 'undetermined' ? null : amountOf(kind, value),
    limit: told,
  };
}

/** What is unknown, and what it must be if that can be told. */
function unknownReason(open: readonly string[], solved: OpenPart | undefined): LinkReason {
  const takes = solved?.ways[0]?.takes ?? [];
  const asked = takes.map(({ input, passes, measure }) => `${input} ${passes} ${measure.text}`);
  const isAlone = takes.length === 1 && open.length === 1;
  const must = isAlone ? `${takes[0]?.passes ?? ''} ${takes[0]?.measure.text ?? ''}` : listed(asked);
  const verb = `${takes.length === 1 ? 'is' : 'are'} ${solved?.isNeeded === true ? 'needed' : 'enough'}`;
  return {
    verdict: 'undetermined',
    id: `${(open[0] ?? 'input').toLowerCase().replaceAll(' ', '-')}-unknown`,
    message: `${listed(open)} ${open.length === 1 ? 'is' : 'are'} unknown${takes.length === 0 ? '' : `; ${must} ${verb}`}`,
    value: null,
    limit: isAlone ? (takes[0]?.measure ?? null) : null,
  };
}

/** `is 5 s`, or what it is between; what has no upper end is at least the lower one. */
export function rangeText(kind: QuantityKind, least: number, most: number): string {
  const [low, high] = [amountOf(kind, least).text, amountOf(kind, most).text];
  if (keeps(most, least)) return `is ${low}`;
  return most === Infinity ? `is at least ${low}` : `is between ${low} and ${high}`;
}

type Told = Pick<OptionAnswer, 'id' | 'name' | 'sees' | 'asks' | 'steps' | 'notes'>;

/** The answer of an option to everything that it is held against; what is impossible is so whatever else holds. */
export function answerOf(told: Told, checks: readonly OptionCheck[], impossible: LinkReason | undefined): OptionAnswer {
  const { id, name, ...rest } = told;
  if (impossible !== undefined) {
    return { id, name, verdict: 'impossible', headline: 'impossible', reasons: [impossible], ways: [], ...rest };
  }
  const verdict = answer(checks.map((check) => ({ ...NO_NUMBER, verdict: check.verdict }))).verdict;
  const open = checks.filter((check) => check.verdict === 'undetermined');
  const isEnough = open.every((check) => check.told.length > 0);
  const conditions = {
    goal: 'feasible',
    free: [],
    isEnough,
    told: strictest(open.flatMap((check) => check.told)),
  } as const;
  const nouns = [...new Set(open.flatMap((check) => check.open))];
  return {
    id,
    name,
    verdict,
    headline: headlineOf(verdict, conditions, nouns),
    reasons: worstFirst(checks.flatMap(({ reasons }) => reasons)),
    ways:
      verdict === 'feasible'
        ? checks.flatMap(({ ways }) => ways)
        : together(checks.filter((check) => check.verdict !== 'feasible')),
    ...rest,
  };
}

const NO_NUMBER = { id: 'option', kind: 'duration', value: undefined, limit: undefined } as const;

const rank = ({ verdict }: LinkReason): number => VERDICTS.indexOf(verdict);
const worstFirst = (reasons: readonly LinkReason[]): readonly LinkReason[] =>
  reasons.toSorted((a, b) => rank(a) - rank(b));

/** What makes all of some checks hold: the first way of each, and every other way of one with the first ways of the others. */
function together(checks: readonly OptionCheck[]): readonly OptionWay[] {
  const firsts = checks.map(({ ways }) => ways[0]);
  if (firsts.some((way) => way === undefined)) return [];
  const join = (ways: readonly (OptionWay | undefined)[]): OptionWay => ({
    takes: strictest(ways.flatMap((way) => way?.takes ?? [])),
  });
  return [
    join(firsts),
    ...checks.flatMap(({ ways }, i) =>
      ways.slice(1).map((way) => join(firsts.map((first, j) => (i === j ? way : first)))),
    ),
  ];
}

/** Of several values for one input the one that keeps them all. */
function strictest<
  One extends Pick<OptionTake, 'passes' | 'measure'> & ({ readonly input: string } | { readonly noun: string }),
>(takes: readonly One[]): readonly One[] {
  const nameOf = (take: One): string => `${'input' in take ? take.input : take.noun} ${take.passes}`;
  const valueOf = ({ measure, passes }: One): number => (measure.value ?? 0) * (passes === 'at most' ? 1 : -1);
  return takes.filter((take, i) =>
    takes.every((other, j) => {
      if (i === j || nameOf(other) !== nameOf(take)) return true;
      return valueOf(take) < valueOf(other) || (valueOf(take) === valueOf(other) && i < j);
    }),
  );
}
