import type { Guess } from '../graph/location';
import { isObject, type JsonObject } from './json-object';
import type { Spelling } from './naming';

/**
 * Which values are unknown, in the shape of the values: `true` for the whole value, else an object or list with the
 * unknown parts, as Terraform's `after_unknown`.
 */
export type UnknownMask =
  | true
  | { readonly [key: string]: UnknownMask }
  | readonly UnknownMask[]
  | false
  | null
  | undefined;

export interface AttributeTree {
  readonly address: string;
  readonly spelling: Spelling;
  readonly values: unknown;
  readonly unknown?: UnknownMask;
  /** Marks sensitive values, in the shape of the values, as Terraform's `after_sensitive`. They are never handed out. */
  readonly sensitive?: UnknownMask;
  /**
   * Addresses (or URNs) of the resources that an attribute draws its value from, given the path's steps; most specific
   * first. A reader answers with what its dialect tells: Terraform per attribute, Pulumi per top-level property.
   */
  references?(path: readonly string[]): readonly string[];
  /** Whether the configuration writes an attribute, given the path's steps; undefined where the input does not show. */
  written?(path: readonly string[]): boolean | undefined;
  /** Why the value at a dotted path is a guess; undefined for one that is certain. */
  guess?(path: string): Guess | undefined;
}

/** A block of a resource, of which the resource knows what the block draws from. */
export class Block implements AttributeTree {
  readonly address: string;
  readonly spelling: Spelling;

  constructor(
    private readonly resource: AttributeTree,
    readonly values: unknown,
    readonly unknown: UnknownMask,
    readonly sensitive: UnknownMask,
  ) {
    this.address = resource.address;
    this.spelling = resource.spelling;
  }

  references(path: readonly string[]): readonly string[] {
    return this.resource.references?.(path) ?? [];
  }

  written(path: readonly string[]): boolean | undefined {
    return this.resource.written?.(path);
  }
}

export const present = (value: unknown, name: string): boolean =>
  isObject(value) && Object.hasOwn(value, name) && value[name] !== null && value[name] !== undefined;

/**
 * What an object holds under a key itself. `hasOwn` asks each of thousands of shapes anew, so it is asked only of keys that
 * every object inherits.
 */
export function ownChild(object: object, key: string): unknown {
  const held = (object as JsonObject)[key];
  return held === undefined || !(key in Object.prototype) || Object.hasOwn(object, key) ? held : undefined;
}

/** What people read in place of a value that they must not see. */
export const SECRET = '[secret]';

/** A copy of a value with marks in place of what must not be seen or is not known yet. */
export function shown(value: unknown, unknowns: UnknownMask, sensitive: UnknownMask): unknown {
  if (sensitive === true) return SECRET;
  if (unknowns === true) return '(known after apply)';
  if (Array.isArray(value)) return value.map((item, i) => shown(item, child(unknowns, i), child(sensitive, i)));
  if (!isObject(value)) return value;
  const marked = isObject(unknowns) ? Object.keys(unknowns) : [];
  const keys = new Set([...Object.keys(value), ...marked.filter((key) => child(unknowns, key) === true)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, shown(ownChild(value, key), child(unknowns, key), child(sensitive, key))]),
  );
}

export function child(mask: UnknownMask, step: string | number): UnknownMask {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return undefined;
  if (typeof step === 'string') return ownChild(mask, step) as UnknownMask;
  return (mask as readonly UnknownMask[])[step];
}
