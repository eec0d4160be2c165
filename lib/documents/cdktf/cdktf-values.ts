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
const MAX_HOPS = 16;

/** Resolves what a synthesised stack writes, as far as constants, variable defaults and locals go. */
export class StackValues {
  constructor(private readonly stack: JsonObject) {}

  resolve(written: unknown, hops = 0): Resolved {
    if (typeof written === 'string') return this.string(written, hops);
    if (Array.isArray(written)) {
      const items = written.map((item) => this.resolve(item, hops));
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
      const resolved = this.resolve(member, hops);
      if (resolved.value !== undefined) values[key] = resolved.value;
      if (resolved.unknown !== undefined) unknown[key] = resolved.unknown;
      if (resolved.sensitive !== undefined) sensitive[key] = resolved.sensitive;
    }
    return { value: values, unknown, sensitive };
  }

  private string(written: string, hops: number): Resolved {
    const template = parseTemplate(written);
    if (template.kind === 'literal') return { value: template.text, unknown: undefined, sensitive: undefined };
    if (!template.whole || hops > MAX_HOPS) return UNKNOWN;
    const [expression = ''] = template.expressions;
    // Only a traversal that is the whole expression has its target's value.
    const [steps] = /^\s*[\w.[\]"-]+\s*$/.test(expression) ? traversals(expression) : [];
    return steps === undefined ? UNKNOWN : this.traversal(steps, hops);
  }

  private traversal(steps: readonly Step[], hops: number): Resolved {
    const [head, name, ...inside] = steps;
    if (head === undefined || name === undefined) return UNKNOWN;
    if (head.name === 'var') {
      const variable = own(own(this.stack, 'variable'), name.name);
      const resolved = this.inside(own(variable, 'default'), name, inside, hops);
      return own(variable, 'sensitive') === true
        ? { ...resolved, unknown: undefined, value: '', sensitive: true }
        : resolved;
    }
    if (head.name === 'local') return this.inside(own(own(this.stack, 'locals'), name.name), name, inside, hops);
    const resource = own(own(own(this.stack, 'resource'), head.name), name.name);
    // With count or for_each the name stands for many.
    if (inside.length === 0 || own(resource, 'count') !== undefined || own(resource, 'for_each') !== undefined)
      return UNKNOWN;
    return this.inside(resource, name, inside, hops);
  }

  private inside(written: unknown, first: Step, steps: readonly Step[], hops: number): Resolved {
    let here: unknown = written;
    for (const key of [...keys(first), ...steps.flatMap((step) => [step.name, ...keys(step)])]) {
      here = Array.isArray(here) ? here[Number(key)] : own(here, key);
    }
    return here === undefined || here === null ? UNKNOWN : this.resolve(here, hops + 1);
  }
}

const keys = ({ key }: Step): readonly string[] =>
  key === undefined ? [] : [key.startsWith('"') ? key.slice(1, -1) : key];
