import { isObject, own, type JsonObject } from '../../resources/json-object';
import { resourceSteps, stepText, type Step } from '../terraform/address';
import { parseTemplate } from '../terraform/template';
import { traversals } from '../terraform/traversals';

const MAX_HOPS = 16;

/** Finds the resources that a written value draws from, through locals and `each`. */
export class StackReferences {
  constructor(private readonly stack: JsonObject) {}

  /** @param path Steps into the resource; an index may be left out and then means every element. */
  at(resource: JsonObject, path: readonly string[]): readonly string[] {
    const found = new Set<string>();
    this.walk(resource, path, resource, found, 0);
    const dynamic = own(own(resource, 'dynamic'), path[0] ?? '');
    if (dynamic !== undefined) this.walk(dynamic, [], resource, found, 0);
    return [...found];
  }

  private walk(
    written: unknown,
    path: readonly string[],
    resource: JsonObject,
    found: Set<string>,
    hops: number,
  ): void {
    const [step, ...rest] = path;
    if (typeof written === 'string') {
      const template = parseTemplate(written);
      if (template.kind === 'literal' || hops > MAX_HOPS) return;
      for (const steps of template.expressions.flatMap(traversals)) this.add(steps, resource, found, hops);
    } else if (Array.isArray(written)) {
      if (step !== undefined && /^\d+$/.test(step)) this.walk(written[Number(step)], rest, resource, found, hops);
      else for (const item of written) this.walk(item, path, resource, found, hops);
    } else if (isObject(written)) {
      if (step === undefined) for (const member of Object.values(written)) this.walk(member, [], resource, found, hops);
      // A single block may be written as an object where its path counts.
      else if (/^\d+$/.test(step) && !Object.hasOwn(written, step)) this.walk(written, rest, resource, found, hops);
      else this.walk(own(written, step), rest, resource, found, hops);
    }
  }

  private add(steps: readonly Step[], resource: JsonObject, found: Set<string>, hops: number): void {
    const [head, name] = steps;
    if (head === undefined || name === undefined) return;
    if (head.name === 'local') {
      this.walk(own(own(this.stack, 'locals'), name.name), [], resource, found, hops + 1);
    } else if (head.name === 'each') {
      const { for_each: source, ...others } = resource;
      this.walk(source, [], others, found, hops + 1);
    } else {
      const named = resourceSteps(steps);
      // A loop variable (`h.id`) looks like a resource: only what the stack has counts.
      if (named !== undefined && this.has(named)) found.add(named.map(stepText).join('.'));
    }
  }

  private has(named: readonly Step[]): boolean {
    const [type, name] = named.slice(-2);
    const kind = named.length === 3 ? 'data' : 'resource';
    return own(own(own(this.stack, kind), type?.name ?? ''), name?.name ?? '') !== undefined;
  }
}
