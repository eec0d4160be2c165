import { known, unknown, type Known, type NotKnown } from '../graph/known';
import type { Origin } from '../graph/location';
import { Block, child, ownChild, present, SECRET, shown, type AttributeTree, type UnknownMask } from './attribute-tree';
import { isObject } from './json-object';
import { camelCase, pulumiSpellings } from './naming';
import { remembered } from './remembered';

/**
 * Guarded reading of a resource's attributes under their Terraform names, whatever the dialect's own spelling
 * (camel case, plural lists, objects for single blocks). Every read answers with a `Known`; none throws.
 * A path is dotted: `a_side.access_point.type`; where a step is a list its first element is taken.
 */
export class Attributes {
  constructor(
    private readonly tree: AttributeTree,
    /** Where the tree stands in its resource, in the resource's own spelling; empty for the resource itself. */
    private readonly path = '',
    /** Takes the paths that are asked for. */
    private readonly asked?: Set<string>,
  ) {}

  /** The same, which tells what is asked of it, entries of maps aside. */
  recording(asked: Set<string>): Attributes {
    return new Attributes(this.tree, this.path, asked);
  }

  /** Whether another reader holds the same at a path; what is known only after apply is the same as nothing. */
  isSame(other: Attributes, path: string): boolean {
    const [here, there] = [this.look(path), other.look(path)];
    if (!here.known || !there.known) return isAbsent(here) && isAbsent(there);
    return !isMarked(there.mask) && JSON.stringify(here.value) === JSON.stringify(there.value);
  }

  string(path: string): Known<string> {
    return this.typed(path, 'a string', asString);
  }

  /** A number, also where the provider writes it as a string (`latitude = "45.76"`). */
  number(path: string): Known<number> {
    return this.typed(path, 'a number', asNumber);
  }

  boolean(path: string): Known<boolean> {
    return this.typed(path, 'a boolean', asBoolean);
  }

  /** Whether the value, or an element of the list, is known only after apply. */
  hasLater(path: string): boolean {
    const found = this.find(path);
    if (!found.known) return found.reason.kind === 'after-apply';
    const { value, mask } = found;
    return mask === true || (Array.isArray(value) && value.some((_, index) => child(mask, index) === true));
  }

  /** Whether anything is there, known or not. */
  has(path: string): boolean {
    const found = this.look(path);
    return found.known || found.reason.kind !== 'absent';
  }

  /** The strings of a list or set, each known or not; a single string counts as a list of one. */
  strings(path: string): Known<readonly Known<string>[]> {
    const found = this.find(path);
    if (!found.known) return found;
    const { value, mask, sensitive, origin } = found;
    // Of a secret that is no list to us, not even the number is told.
    if (sensitive === true && !Array.isArray(value)) return secretAt(origin.path);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return known(
      list.map((item, index): Known<string> => {
        if (child(mask, index) === true) return afterApply;
        if (child(sensitive, index) === true) return unknown('sensitive', SECRET);
        const itemPath = `${origin.path}[${index}]`;
        if (typeof item !== 'string' && typeof item !== 'number') {
          return unknown('wrong-type', `${itemPath} is not a string`);
        }
        return known(String(item), { kind: 'resource', address: origin.address, path: itemPath });
      }),
      origin,
    );
  }

  /** As `strings` of an attribute that is never a single one. */
  list(path: string): Known<readonly Known<string>[]> {
    const found = this.find(path);
    if (!found.known || Array.isArray(found.value) || found.sensitive === true) return this.strings(path);
    return unknown('wrong-type', `${found.origin.path} is not a list`);
  }

  /** The first of some keys that a map such as `tags` holds with a string that is known and no secret. */
  mapValue(path: string, keys: readonly string[]): string | undefined {
    const { values, spelling } = this.tree;
    // Asked of every resource, and hardly one has such a key.
    if (spelling === 'terraform' && isObject(values)) {
      const held = ownChild(values, path);
      if (!isObject(held) || !keys.some((key) => Object.hasOwn(held, key))) return undefined;
    }
    const found = this.look(path);
    if (!found.known || !isObject(found.value)) return undefined;
    const { value, mask, sensitive } = found;
    for (const key of keys) {
      const item = Object.hasOwn(value, key) ? value[key] : undefined;
      const hidden = child(mask, key) === true || child(sensitive, key) === true;
      if (typeof item === 'string' && !hidden) return item;
    }
    return undefined;
  }

  /** Nested blocks, one reader each; an object counts as a single block. In one that is unknown as a whole all is unknown. */
  blocks(path: string): Known<readonly Attributes[]> {
    const found = this.find(path);
    if (!found.known) return found;
    const { value, mask, sensitive, origin } = found;
    const inList = Array.isArray(value);
    const list: readonly unknown[] = inList ? value : [value];
    const blocks: Attributes[] = [];
    for (const [index, item] of list.entries()) {
      const unknowns = inList ? child(mask, index) : mask;
      if (!isObject(item) && unknowns !== true) {
        if (item === null || item === undefined) continue;
        if ((inList ? child(sensitive, index) : sensitive) === true) return secretAt(origin.path);
        return unknown('wrong-type', `${origin.path} is not made of blocks`);
      }
      const block = new Block(this.tree, item, unknowns, inList ? child(sensitive, index) : sensitive);
      blocks.push(new Attributes(block, inList ? `${origin.path}.${index}` : origin.path));
    }
    return known(blocks, origin);
  }

  /** Addresses or URNs of the resources that the attribute draws from. */
  references(path: string): readonly string[] {
    return this.tree.references?.(this.stepsTo(path)) ?? [];
  }

  /** Whether the configuration writes the attribute; undefined where the input does not show. */
  written(path: string): boolean | undefined {
    return this.tree.written?.(this.stepsTo(path));
  }

  /** The property path in the resource's own spelling, for findings. */
  spell(path: string): string {
    const found = this.find(path);
    if (found.known) return found.origin.path;
    const names = path.split('.').map((step) => (this.tree.spelling === 'pulumi' ? camelCase(step) : step));
    return within(this.path, names.join('.'));
  }

  /** The values for a person to look at; what is sensitive or not known yet has its mark in place of a value. */
  toJSON(): unknown {
    const { values, unknown: unknowns, sensitive } = this.tree;
    return shown(values, unknowns, sensitive);
  }

  /** Names and indices, one each: `a[0].b` is `a`, `0`, `b`. */
  private stepsTo(path: string): readonly string[] {
    const whole = within(this.path, path);
    return isPlain(whole) ? [whole] : whole.replace(/\[(\d+)\](?=\.|$)/g, '.$1').split('.');
  }

  private typed<T>(path: string, what: string, read: (value: unknown) => T | undefined): Known<T> {
    const found = this.find(path);
    if (!found.known) return found;
    const { origin } = found;
    if (found.mask === true) return afterApply;
    if (found.sensitive === true) return secretAt(origin.path);
    const result = read(found.value);
    return result === undefined
      ? unknown('wrong-type', `${origin.path} is not ${what}`)
      : known(result, this.tree.guess?.(path) ?? origin);
  }

  private find(path: string): Found | NotKnown {
    this.asked?.add(path);
    return this.look(path);
  }

  private look(path: string): Found | NotKnown {
    const { values, unknown: unknowns, spelling } = this.tree;
    // Most reads ask for one plain attribute, and most resources do not have it, so that comes before all else.
    if (isObject(values) && unknowns !== true && isPlain(path)) {
      const name = spelling === 'pulumi' ? pulumiName(path, values, unknowns) : path;
      const hidden = child(unknowns, name);
      if (hidden === true) return afterApply;
      const here = ownChild(values, name);
      if (here === undefined || here === null) return absent(name);
      return this.found(here, hidden, child(this.tree.sensitive, name), within(this.path, name));
    }
    return this.walk(path);
  }

  private walk(path: string): Found | NotKnown {
    let { values: value, unknown: mask, sensitive } = this.tree;
    let walked = this.path;
    for (const step of path.split('.')) {
      if (Array.isArray(value)) {
        value = (value as readonly unknown[])[0];
        mask = child(mask, 0);
        sensitive = child(sensitive, 0);
        walked += '[0]';
      }
      if (mask === true) return afterApply;
      if (value !== undefined && value !== null && !isObject(value)) {
        if (sensitive === true) return secretAt(walked);
        return unknown('wrong-type', `${walked} is not a block`);
      }
      const name = this.tree.spelling === 'pulumi' ? pulumiName(step, value, mask) : step;
      value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
      mask = child(mask, name);
      sensitive = child(sensitive, name);
      walked = within(walked, name);
    }
    if (mask === true) return afterApply;
    if (value === undefined || value === null) return unknown('absent', `${walked} is not set`);
    return this.found(value, mask, sensitive, walked);
  }

  private found(value: unknown, mask: UnknownMask, sensitive: UnknownMask, path: string): Found {
    return { known: true, value, mask, sensitive, origin: { kind: 'resource', address: this.tree.address, path } };
  }
}

const isAbsent = (found: Found | NotKnown): boolean => !found.known && found.reason.kind === 'absent';

/** Whether any part is marked. */
const isMarked = (mask: UnknownMask): boolean => /(?:^|[:,[])true/u.test(JSON.stringify(mask ?? false));

const afterApply = unknown('after-apply', 'known after apply');

const secretAt = (path: string): NotKnown => unknown('sensitive', `${path} is ${SECRET}`);

/** The spelling under which a value is there, or is to be. */
function pulumiName(step: string, value: unknown, mask: UnknownMask): string {
  const names = pulumiSpellings(step);
  return names.find((name) => present(value, name) || child(mask, name) !== undefined) ?? names[0] ?? step;
}

const absent = remembered((path): NotKnown => unknown('absent', `${path} is not set`));

interface Found {
  readonly known: true;
  readonly value: unknown;
  readonly mask: UnknownMask;
  readonly sensitive: UnknownMask;
  readonly origin: Extract<Origin, { kind: 'resource' }>;
}

const asString = (v: unknown): string | undefined => (typeof v === 'string' && v !== '<computed>' ? v : undefined);

/** A larger number counts nothing that exists, and in other units it is soon infinite. */
function asNumber(v: unknown): number | undefined {
  const n = typeof v === 'string' && v.trim() !== '' ? Number(v) : v;
  return typeof n === 'number' && Math.abs(n) <= Number.MAX_SAFE_INTEGER ? n : undefined;
}

const asBoolean = (v: unknown): boolean | undefined =>
  typeof v === 'boolean' ? v : v === 'true' ? true : v === 'false' ? false : undefined;

const isPlain = (path: string): boolean => !path.includes('.') && !path.includes('[');

const within = (path: string, inner: string): string => (path === '' ? inner : `${path}.${inner}`);
