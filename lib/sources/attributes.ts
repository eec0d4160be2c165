import { known, unknown, type Known } from '../graph/known';
import type { Origin } from '../graph/location';
import { camelCase, pulumiSpellings, type Dialect } from './naming';

/**
 * Which values are unknown, in the shape of the values: `true` for the whole value, else an object or list with the
 * unknown parts, as Terraform's `after_unknown`.
 */
export type UnknownMask = true | { readonly [key: string]: UnknownMask } | readonly UnknownMask[] | false | undefined;

export interface AttributeTree {
  readonly address: string;
  readonly dialect: Dialect;
  readonly values: unknown;
  readonly unknown?: UnknownMask;
  /** Marks sensitive values, in the shape of the values, as Terraform's `after_sensitive`. They are never handed out. */
  readonly sensitive?: UnknownMask;
  /**
   * Addresses (or URNs) of the resources that an attribute draws its value from, given the path's steps; most specific
   * first. A reader answers with what its dialect tells: Terraform per attribute, Pulumi per top-level property.
   */
  readonly references?: (path: readonly string[]) => readonly string[];
  /** Whether the configuration writes an attribute, given the path's steps; undefined where the input does not tell. */
  readonly written?: (path: readonly string[]) => boolean | undefined;
}

/**
 * Guarded reading of a resource's attributes under their Terraform names, whatever the dialect's own spelling
 * (camel case, plural lists, objects for single blocks). Every read answers with a `Known`; none throws.
 * A path is dotted: `a_side.access_point.type`; where a step is a list its first element is taken.
 */
export class Attributes {
  constructor(
    private readonly tree: AttributeTree,
    private readonly path: readonly string[] = [],
  ) {}

  string(path: string): Known<string> {
    return this.typed(path, 'a string', (v) => (typeof v === 'string' && v !== '<computed>' ? v : undefined));
  }

  /** A number, also where the provider writes it as a string (`latitude = "45.76"`). */
  number(path: string): Known<number> {
    return this.typed(path, 'a number', (v) => {
      const n = typeof v === 'string' && v.trim() !== '' ? Number(v) : v;
      return typeof n === 'number' && Number.isFinite(n) ? n : undefined;
    });
  }

  boolean(path: string): Known<boolean> {
    return this.typed(path, 'a boolean', (v) =>
      typeof v === 'boolean' ? v : v === 'true' ? true : v === 'false' ? false : undefined,
    );
  }

  /** Whether anything is there, known or not. */
  has(path: string): boolean {
    const found = this.find(path);
    return found.known || found.reason.kind !== 'absent';
  }

  /** The strings of a list or set, each known or not; a single string counts as a list of one. */
  strings(path: string): Known<readonly Known<string>[]> {
    const found = this.find(path);
    if (!found.known) return found;
    const { value, mask, sensitive, origin, steps } = found.value;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return known(
      list.map((item, index): Known<string> => {
        const itemOrigin: Origin = { ...origin, path: `${steps.join('.')}[${index}]` };
        if (child(mask, index) === true) return afterApply;
        if (child(sensitive, index) === true) return unknown('sensitive', 'sensitive value');
        if (typeof item === 'string') return known(item, itemOrigin);
        if (typeof item === 'number') return known(String(item), itemOrigin);
        return unknown('wrong-type', `${itemOrigin.path} is not a string`);
      }),
      origin,
    );
  }

  /** The string values of a map such as `tags`; unknown and non-string values are left out. */
  stringMap(path: string): ReadonlyMap<string, string> {
    const found = this.find(path);
    const result = new Map<string, string>();
    if (!found.known || !isObject(found.value.value)) return result;
    for (const [key, value] of Object.entries(found.value.value)) {
      const hidden = child(found.value.mask, key) === true || child(found.value.sensitive, key) === true;
      if (typeof value === 'string' && !hidden) result.set(key, value);
    }
    return result;
  }

  /** The first of some keys that a map such as `tags` holds with a string that is known and no secret. */
  mapValue(path: string, keys: readonly string[]): string | undefined {
    const found = this.find(path);
    if (!found.known || !isObject(found.value.value)) return undefined;
    const { value, mask, sensitive } = found.value;
    for (const key of keys) {
      const item = Object.hasOwn(value, key) ? value[key] : undefined;
      const hidden = child(mask, key) === true || child(sensitive, key) === true;
      if (typeof item === 'string' && !hidden) return item;
    }
    return undefined;
  }

  /** Nested blocks, one reader each; an object counts as a single block. Blocks that are unknown as a whole are skipped. */
  blocks(path: string): Known<readonly Attributes[]> {
    const found = this.find(path);
    if (!found.known) return found;
    const { value, mask, sensitive, origin, steps } = found.value;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    const blocks = list.flatMap((item, index) => {
      if (!isObject(item)) return [];
      const inList = Array.isArray(value);
      const tree: AttributeTree = {
        ...this.tree,
        values: item,
        unknown: inList ? child(mask, index) : mask,
        sensitive: inList ? child(sensitive, index) : sensitive,
      };
      return [new Attributes(tree, inList ? [...steps, String(index)] : steps)];
    });
    return known(blocks, origin);
  }

  /** Addresses or URNs of the resources that the attribute draws from. */
  references(path: string): readonly string[] {
    return this.tree.references?.(this.stepsTo(path)) ?? [];
  }

  /** Whether the configuration writes the attribute; undefined where the input does not tell. */
  written(path: string): boolean | undefined {
    return this.tree.written?.(this.stepsTo(path));
  }

  /** The property path in the resource's own spelling, for findings. */
  spell(path: string): string {
    const found = this.find(path);
    if (found.known) return found.value.steps.join('.');
    const names = path.split('.').map((step) => (this.tree.dialect === 'pulumi' ? camelCase(step) : step));
    return [...this.path, ...names].join('.');
  }

  /** Names and indices, one each: `a[0].b` is `a`, `0`, `b`. */
  private stepsTo(path: string): readonly string[] {
    return [...this.path, ...path.split('.')].flatMap((step) => step.replace(/\[(\d+)\]$/, '.$1').split('.'));
  }

  private typed<T>(path: string, what: string, read: (value: unknown) => T | undefined): Known<T> {
    const found = this.find(path);
    if (!found.known) return found;
    const { value, mask, sensitive, origin } = found.value;
    if (mask === true) return afterApply;
    if (sensitive === true) return unknown('sensitive', `${origin.path} is sensitive`);
    const result = read(value);
    return result === undefined ? unknown('wrong-type', `${origin.path} is not ${what}`) : known(result, origin);
  }

  private find(path: string): Known<Found> {
    const { values, unknown: unknowns, dialect } = this.tree;
    // Most reads ask for one plain attribute, and most resources do not have it, so that comes before all else.
    if (dialect === 'terraform' && isObject(values) && typeof unknowns === 'object' && !path.includes('.')) {
      const hidden = ownChild(unknowns, path);
      if (hidden === true) return afterApply;
      const here = ownChild(values, path);
      if (hidden === undefined) {
        if (here === undefined || here === null) return unknown('absent', `${path} is not set`);
        if (this.path.length === 0) {
          const origin = { kind: 'resource', address: this.tree.address, path } as const;
          const sensitive = child(this.tree.sensitive, path);
          return known({ value: here, mask: undefined, sensitive, origin, steps: [path] }, origin);
        }
      }
    }
    let value: unknown = values;
    let mask = unknowns;
    let sensitive = this.tree.sensitive;
    const steps = [...this.path];
    for (const step of path.split('.')) {
      if (Array.isArray(value)) {
        value = value[0];
        mask = child(mask, 0);
        sensitive = child(sensitive, 0);
        steps.push(`${steps.pop() ?? ''}[0]`);
      }
      if (mask === true) return afterApply;
      const names = this.tree.dialect === 'pulumi' ? pulumiSpellings(step) : [step];
      const name = names.find((n) => present(value, n) || child(mask, n) !== undefined) ?? names[0] ?? step;
      value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      mask = child(mask, name);
      sensitive = child(sensitive, name);
      steps.push(name);
    }
    if (mask === true) return afterApply;
    if (value === undefined || value === null) return unknown('absent', `${steps.join('.')} is not set`);
    const origin = { kind: 'resource', address: this.tree.address, path: steps.join('.') } as const;
    return known({ value, mask, sensitive, origin, steps }, origin);
  }
}

const afterApply = unknown('after-apply', 'known after apply');

interface Found {
  readonly value: unknown;
  readonly mask: UnknownMask;
  readonly sensitive: UnknownMask;
  readonly origin: Extract<Origin, { kind: 'resource' }>;
  readonly steps: readonly string[];
}

type PlainObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const present = (value: unknown, name: string): boolean =>
  isObject(value) && Object.hasOwn(value, name) && value[name] !== null && value[name] !== undefined;

/** What an object holds under a key itself: far cheaper than `hasOwn`, which asks each of thousands of shapes anew. */
function ownChild(object: object, key: string): unknown {
  const held = (object as PlainObject)[key];
  return held === undefined || key in Object.prototype ? undefined : held;
}

function child(mask: UnknownMask, step: string | number): UnknownMask {
  if (mask === true) return true;
  if (typeof mask !== 'object') return undefined;
  if (typeof step === 'string') return ownChild(mask, step) as UnknownMask;
  return (mask as readonly UnknownMask[])[step];
}
