import { isObject, own, type JsonObject } from '../../resources/json-object';
import { resourceSteps, stepText, type Step } from '../terraform/address';
import { parseTemplate } from '../terraform/template';
import { traversals } from '../terraform/traversals';

/** Part of what is written that is still to be searched. */
interface Written {
  readonly value: unknown;
  readonly path: readonly string[];
  /** What `each` goes through here. */
  readonly forEach: unknown;
}

/** A traversal that is still to be followed. */
interface Drawn {
  readonly steps: readonly Step[];
  readonly forEach: unknown;
}

/** Finds the resources that a written value draws from, through locals and `each`. */
export class StackReferences {
  constructor(private readonly stack: JsonObject) {}

  /** @param path Steps into the resource; an index may be left out and then means every element. */
  at(resource: JsonObject, path: readonly string[]): readonly string[] {
    const search = new Search(this.stack);
    const forEach = resource['for_each'];
    search.run({ value: resource, path, forEach });
    const dynamic = own(own(resource, 'dynamic'), path[0] ?? '');
    if (dynamic !== undefined) search.run({ value: dynamic, path: [], forEach });
    return [...search.found];
  }
}

/**
 * One search. It follows each local once with `each` and once without, so that a chain of locals costs its length and a
 * circle ends; what is to be followed stands in a list, since the input decides how deep it leads.
 */
class Search {
  readonly found = new Set<string>();
  private readonly followed = new Set<string>();
  /** The next one last. */
  private readonly ahead: (Written | Drawn)[] = [];

  constructor(private readonly stack: JsonObject) {}

  run(start: Written): void {
    this.ahead.push(start);
    for (let next = this.ahead.pop(); next !== undefined; next = this.ahead.pop()) {
      const inner = 'steps' in next ? this.behind(next) : inside(next);
      for (const one of [...inner].reverse()) this.ahead.push(one);
    }
  }

  private behind({ steps, forEach }: Drawn): readonly Written[] {
    const [head, name] = steps;
    if (head === undefined || name === undefined) return [];
    if (head.name === 'local') {
      const value = own(own(this.stack, 'locals'), name.name);
      return this.isNew(`${forEach === undefined ? '' : 'each '}local ${name.name}`)
        ? [{ value, path: [], forEach }]
        : [];
    }
    if (head.name === 'each') return this.isNew('each') ? [{ value: forEach, path: [], forEach: undefined }] : [];
    const named = resourceSteps(steps);
    // A loop variable (`h.id`) looks like a resource: only what the stack has counts.
    if (named !== undefined && this.has(named)) this.found.add(named.map(stepText).join('.'));
    return [];
  }

  private isNew(place: string): boolean {
    return this.followed.size < this.followed.add(place).size;
  }

  private has(named: readonly Step[]): boolean {
    const [type, name] = named.slice(-2);
    const kind = named.length === 3 ? 'data' : 'resource';
    return own(own(own(this.stack, kind), type?.name ?? ''), name?.name ?? '') !== undefined;
  }
}

function inside({ value, path, forEach }: Written): readonly (Written | Drawn)[] {
  const [step, ...rest] = path;
  if (typeof value === 'string') {
    const template = parseTemplate(value);
    const expressions = template.kind === 'literal' ? [] : template.expressions;
    return expressions.flatMap((one) => traversals(one)).map((steps) => ({ steps, forEach }));
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (step !== undefined && /^\d+$/.test(step)) return [{ value: items[Number(step)], path: rest, forEach }];
    return items.map((item) => ({ value: item, path, forEach }));
  }
  if (!isObject(value)) return [];
  if (step === undefined) return Object.values(value).map((member) => ({ value: member, path: [], forEach }));
  // A single block may be written as an object where its path counts.
  const isCounted = /^\d+$/.test(step) && !Object.hasOwn(value, step);
  return [{ value: isCounted ? value : own(value, step), path: rest, forEach }];
}
