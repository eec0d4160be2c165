import type { UnknownMask } from '../../resources/attribute-tree';
import { isObject, own, type JsonObject } from '../../resources/json-object';
import type { Step } from '../terraform/address';
import { parseTemplate } from '../terraform/template';
import { traversals } from '../terraform/traversals';

/** A written value with its masks; `undefined` values are unknown. */
export interface Resolved {
  readonly value: unknown;
  readonly unknown: UnknownMask;
  readonly sensitive: UnknownMask;
}

const UNKNOWN: Resolved = { value: undefined, unknown: true, sensitive: undefined };
const SENSITIVE: Resolved = { value: '', unknown: undefined, sensitive: true };

/** What a template draws its whole value from. */
interface Target {
  /** The template. */
  readonly text: string;
  readonly written: unknown;
  readonly isSensitive: boolean;
}

/**
 * Resolves what a synthesised stack writes, as far as constants, variable defaults and locals go. What a template draws from
 * is resolved once and shared by all who name it, before them, so that a chain of locals costs its length.
 */
export class StackValues {
  private readonly resolved = new Map<string, Resolved>();

  constructor(private readonly stack: JsonObject) {}

  resolve(written: unknown): Resolved {
    this.prepare(written);
    return this.read(written);
  }

  /** Resolves all that a written value draws from, the farthest first. What is in a circle stays unknown. */
  private prepare(written: unknown): void {
    const opened = new Set<string>();
    const ahead = this.targetsIn(written).map((target) => ({ target, isReady: false }));
    for (let next = ahead.at(-1); next !== undefined; next = ahead.at(-1)) {
      const { target, isReady } = next;
      if (isReady) {
        this.resolved.set(target.text, target.isSensitive ? SENSITIVE : this.read(target.written));
      }
      if (isReady || opened.has(target.text)) ahead.pop();
      else {
        opened.add(target.text);
        next.isReady = true;
        for (const inner of this.targetsIn(target.written)) ahead.push({ target: inner, isReady: false });
      }
    }
  }

  /** What stands in a written value and is not resolved yet. */
  private targetsIn(written: unknown): readonly Target[] {
    if (typeof written === 'string') {
      const target = this.resolved.has(written) ? undefined : this.target(written);
      return target === undefined ? [] : [target];
    }
    if (typeof written !== 'object' || written === null) return [];
    return Object.entries(written).flatMap(([key, member]) => (key === '//' ? [] : this.targetsIn(member)));
  }

  private read(written: unknown): Resolved {
    if (typeof written === 'string') return this.string(written);
    if (Array.isArray(written)) {
      const items = written.map((item) => this.read(item));
      return {
        value: items.map(({ value }) => (value === undefined ? null : value)),
        unknown: items.map(({ unknown }) => unknown),
        sensitive: items.map(({ sensitive }) => sensitive),
      };
    }
    if (!isObject(written)) return { value: written, unknown: undefined, sensitive: undefined };
    const values: Record<string, unknown> = {};
    const unknown: Record<string, UnknownMask> = {};
    const sensitive: Record<string, UnknownMask> = {};
    for (const [key, member] of Object.entries(written)) {
      if (key === '//') continue;
      const resolved = this.read(member);
      if (resolved.value !== undefined) values[key] = resolved.value;
      if (resolved.unknown !== undefined) unknown[key] = resolved.unknown;
      if (resolved.sensitive !== undefined) sensitive[key] = resolved.sensitive;
    }
    return { value: values, unknown, sensitive };
  }

  private string(written: string): Resolved {
    const found = this.resolved.get(written);
    if (found !== undefined) return found;
    const template = parseTemplate(written);
    return template.kind === 'literal' ? { value: template.text, unknown: undefined, sensitive: undefined } : UNKNOWN;
  }

  /** Undefined for a literal, and for a template whose value only Terraform can tell. */
  private target(text: string): Target | undefined {
    const template = parseTemplate(text);
    if (template.kind === 'literal' || !template.whole) return undefined;
    const [expression = ''] = template.expressions;
    // Only a traversal that is the whole expression has its target's value.
    const [steps = [], ...others] = /^\s*[\w.[\]"-]+\s*$/.test(expression) ? traversals(expression) : [];
    const [head, name, ...inside] = steps;
    // Of a computed index only Terraform knows the value.
    if (others.length > 0) return undefined;
    if (head === undefined || name === undefined) return undefined;
    if (head.name === 'var') {
      const variable = own(own(this.stack, 'variable'), name.name);
      if (own(variable, 'sensitive') === true) return { text, written: undefined, isSensitive: true };
      return targetOf(text, memberAt(own(variable, 'default'), name, inside));
    }
    if (head.name === 'local') {
      return targetOf(text, memberAt(own(own(this.stack, 'locals'), name.name), name, inside));
    }
    const resource = own(own(own(this.stack, 'resource'), head.name), name.name);
    // With count or for_each the name stands for many.
    if (inside.length === 0 || own(resource, 'count') !== undefined || own(resource, 'for_each') !== undefined) {
      return undefined;
    }
    return targetOf(text, memberAt(resource, name, inside));
  }
}

const targetOf = (text: string, written: unknown): Target | undefined =>
  written === undefined || written === null ? undefined : { text, written, isSensitive: false };

function memberAt(written: unknown, first: Step, steps: readonly Step[]): unknown {
  let here: unknown = written;
  for (const key of [...keys(first), ...steps.flatMap((step) => [step.name, ...keys(step)])]) {
    here = Array.isArray(here) ? here[Number(key)] : own(here, key);
  }
  return here;
}

const keys = ({ key }: Step): readonly string[] =>
  key === undefined ? [] : [key.startsWith('"') ? key.slice(1, -1) : key];
