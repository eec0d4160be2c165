import type { PlatformLimit, Requirement, RequirementRange } from '../reference/platform-limit';

/** A number that a link must keep, and who says so: a row of the reference data, or else the policy of those who ask. */
export interface Bound<Value> {
  readonly value: Value;
  readonly row?: PlatformLimit;
}

/** A stricter number that may hold as well, and why that is open. */
export interface DoubtfulBound<Value> extends Requirement<Value> {
  readonly because: 'version' | 'edition' | 'secondary-source';
}

/** What a platform asks of a link, as far as it is known which version runs. */
export interface HeldLimit<Value> {
  /** What holds whatever is open: beyond it a move is unsupported. */
  readonly certain: Bound<Value> | undefined;
  readonly doubtful: DoubtfulBound<Value> | undefined;
  /** Whether a version that may run gives a number; the policy stands in where none does. */
  readonly isPublished: boolean;
}

interface Rows<Value> {
  /** Those that may apply. */
  readonly rows: readonly PlatformLimit[];
  /** Whether they are those of one version. */
  readonly isVersionKnown: boolean;
  readonly side: 'at most' | 'at least';
  readonly rangeOf: (rows: readonly PlatformLimit[]) => RequirementRange<Value>;
  /** The policy that stands in where no vendor gives a number; where one does and nobody sets another, it is no policy. */
  readonly standIn: Value;
}

/**
 * What holds of the rows that may apply and of a policy: the stricter one, of equal ones the vendor's own text. A number of
 * the vendor's is certain where every row that may apply keeps it and it was read; else it makes doubtful what lies beyond.
 * @param policy held to in any version; undefined where there is none
 */
export function heldLimit<Value extends number>(
  { rows: all, isVersionKnown, side, rangeOf, standIn }: Rows<Value>,
  policy: Value | undefined,
): HeldLimit<Value> {
  const isStricter = (a: Value, b: Value): boolean => (side === 'at most' ? a < b : a > b);
  // Who sets another number than the one that stands in decides for versions of which the vendor states none.
  const isSet = policy !== undefined && policy !== standIn;
  const rows = isSet ? all.filter(({ carried }) => carried !== true) : all;
  const { strictest, loosest, withoutNumber } = rangeOf(rows);
  // An unknown version may be one of which the vendor states none.
  const isOfAll = isVersionKnown || !isSet || strictest?.value === loosest?.value;
  const isAgreed = withoutNumber.length === 0 && loosest?.row.status === 'read' && isOfAll;
  const agreed = isAgreed ? loosest : undefined;
  const own: Bound<Value> | undefined =
    policy === undefined || (!isSet && agreed !== undefined) ? undefined : { value: policy };
  const certain = agreed !== undefined && (own === undefined || !isStricter(own.value, agreed.value)) ? agreed : own;
  // What a secondary source says of a version that perhaps nobody runs is doubtful twice.
  const open = isVersionKnown ? strictest : rangeOf(rows.filter(({ status }) => status === 'read')).strictest;
  const isOpen = open !== undefined && (certain === undefined || isStricter(open.value, certain.value));
  return {
    certain,
    doubtful: isOpen ? { ...open, because: becauseOf(open.row, isVersionKnown) } : undefined,
    isPublished: strictest !== undefined,
  };
}

function becauseOf({ status }: PlatformLimit, isVersionKnown: boolean): DoubtfulBound<unknown>['because'] {
  if (!isVersionKnown) return 'version';
  return status === 'secondary' ? 'secondary-source' : 'edition';
}
