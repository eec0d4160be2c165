import { isObject, own } from '../../resources/json-object';
import { resourceSteps, splitAddress, stepText, type Step } from './address';
import type { ConfiguredResource, ModuleScope } from './configuration';
import { expressionReferences } from './expression';

/** The `for_each` of a resource or of a module call. */
interface Each {
  readonly references: readonly string[];
  readonly key: string | undefined;
  /** Whose it is, among all that stand in one module instance. */
  readonly of: string;
}

/** Where an expression stands: its module instance, and what `each` means there. */
interface Context {
  readonly scope: ModuleScope;
  readonly each?: Each;
  /** The key of the nearest `each.value` on the way here: of what has instances, the one with this key is meant. */
  readonly taken?: string | undefined;
}

/** A reference that is still to be followed. */
interface Reference {
  readonly steps: readonly Step[];
  /** The key in `[each.key]` behind it. */
  readonly key: string | undefined;
  readonly context: Context;
}

const UNRESOLVABLE = new Set(['local', 'count', 'path', 'terraform', 'self']);

/** Follows references through variables, module outputs and `each` to the absolute addresses of resources. */
export class ReferenceResolver {
  /** @param exists Whether a resource instance is in the plan. */
  constructor(private readonly exists: (address: string) => boolean) {}

  /** Addresses in the order of the references, each once; without a key where every instance may be meant. */
  resolve(references: readonly string[], { scope, configuration, key }: ConfiguredResource): readonly string[] {
    return new Search(this.exists).run(references, { scope, ...eachOf(configuration, key, 'resource') });
  }
}

/**
 * One search. It follows each expression of a module instance once for each key, so that a chain of modules costs its length
 * and a circle ends; what is to be followed stands in a list, since the input decides how deep it leads.
 */
class Search {
  private readonly found = new Set<string>();
  /** What was followed in a module instance, by the key that was taken on the way. */
  private readonly followed = new Map<ModuleScope, Map<string | undefined, Set<string>>>();
  /** The next one last. */
  private readonly ahead: Reference[] = [];

  constructor(private readonly exists: (address: string) => boolean) {}

  run(references: readonly string[], context: Context): readonly string[] {
    this.expand([references], context);
    for (let next = this.ahead.pop(); next !== undefined; next = this.ahead.pop()) this.follow(next);
    return [...this.found];
  }

  private expand(expressions: readonly (readonly string[])[], context: Context): void {
    const read = expressions.flatMap((references) =>
      references.flatMap((text, i): readonly Reference[] => {
        // Terraform lists each reference with its prefixes behind it.
        if (isPrefix(text, references[i - 1] ?? '')) return [];
        const key = references[i + 1] === 'each.key' ? context.each?.key : undefined;
        return [{ steps: splitAddress(text), key, context }];
      }),
    );
    for (const reference of read.reverse()) this.ahead.push(reference);
  }

  private follow({ steps, key, context }: Reference): void {
    const [head, second, third] = steps;
    if (head === undefined || second === undefined || UNRESOLVABLE.has(head.name)) return;
    if (head.name === 'var') this.variable(second.name, context);
    else if (head.name === 'each') this.each(second.name, context);
    else if (head.name === 'module') this.output(withKey(second, key), third?.name, context);
    else this.resource(steps, key, context);
  }

  private variable(name: string, { scope, taken }: Context): void {
    if (scope.parent === undefined || !this.isNew(scope, `var ${name}`, taken)) return;
    const { scope: outer, call, step } = scope.parent;
    const references = expressionReferences(own(own(call, 'expressions'), name)) ?? [];
    this.expand([references], { scope: outer, ...eachOf(call, step.key, `module ${stepText(step)}`), taken });
  }

  private each(part: string, { scope, each, taken }: Context): void {
    if (each === undefined || part !== 'value' || !this.isNew(scope, `each ${each.of}`, taken)) return;
    this.expand([each.references], { scope, taken: each.key ?? taken });
  }

  private output(call: Step, name: string | undefined, { scope, taken }: Context): void {
    const inner = scope.child(call);
    const outputs = own(inner?.module, 'outputs');
    if (inner === undefined || !isObject(outputs)) return;
    // A whole module, as in `values(module.site)`: any of its outputs.
    if (name === undefined && !this.isNew(inner, 'outputs', taken)) return;
    const names = (name === undefined ? Object.keys(outputs) : [name]).filter((one) =>
      this.isNew(inner, `output ${one}`, taken),
    );
    const expressions = names.map((one) => expressionReferences(own(own(outputs, one), 'expression')) ?? []);
    this.expand(expressions, { scope: inner, taken });
  }

  private resource(reference: readonly Step[], key: string | undefined, { scope, taken }: Context): void {
    const steps = resourceSteps(reference);
    if (steps === undefined) return;
    const address = scope.absolute(steps.map(stepText).join('.'));
    this.found.add(this.instance(this.instance(address, key), taken));
  }

  private isNew(scope: ModuleScope, part: string, taken: string | undefined): boolean {
    const byKey = this.followed.get(scope) ?? new Map<string | undefined, Set<string>>();
    this.followed.set(scope, byKey);
    const parts = byKey.get(taken) ?? new Set();
    byKey.set(taken, parts);
    return parts.size < parts.add(part).size;
  }

  /** The instance of a key if the address has none yet and the plan has that instance. */
  private instance(address: string, key: string | undefined): string {
    const instance = `${address}[${key}]`;
    return key !== undefined && this.exists(instance) ? instance : address;
  }
}

function eachOf(block: unknown, key: string | undefined, of: string): Pick<Context, 'each'> {
  const references = expressionReferences(own(block, 'for_each_expression'));
  return references === undefined ? {} : { each: { references, key, of } };
}

const withKey = (step: Step, key: string | undefined): Step =>
  step.key === undefined && key !== undefined ? { name: step.name, key } : step;

/** Whether `short` is `long` with steps, or the key of its last step, cut off at the end. */
function isPrefix(short: string, long: string): boolean {
  const next = long[short.length];
  return (next === '.' || next === '[') && long.startsWith(short);
}
