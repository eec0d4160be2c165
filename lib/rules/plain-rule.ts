import type { Rule } from './define-rule';

/** All that a rule says; what it does is `select` and `check`. */
const DATA = {
  id: true,
  title: true,
  law: true,
  why: true,
  help: true,
  level: true,
  category: true,
  scope: true,
  waivable: true,
  references: true,
  messages: true,
  options: true,
  limits: true,
} as const satisfies Record<Exclude<keyof Rule, 'select' | 'check'>, true>;

/**
 * A rule as plain data, each member read once, so that what is checked is what is used. Whatever is no object comes back as it is.
 * @throws whatever a member throws as it is read, and RangeError for data that holds itself
 */
export function plainRule(written: unknown): unknown {
  if (typeof written !== 'object' || written === null) return written;
  const members = written as Readonly<Record<string, unknown>>;
  const data = Object.keys(DATA).flatMap((key) => {
    const value = members[key];
    return value === undefined ? [] : [[key, plain(value)]];
  });
  const deeds = ['select', 'check'].map((key) => [key, bound(members[key], written)]);
  return Object.fromEntries([...data, ...deeds]) as unknown;
}

/** A rule may call further functions of its own. */
const bound = (deed: unknown, rule: object): unknown =>
  typeof deed === 'function' ? (...given: readonly unknown[]): unknown => Reflect.apply(deed, rule, given) : deed;

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly unknown[]).map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
