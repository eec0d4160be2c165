import { isObject, own } from '../../resources/json-object';
import { resourceSteps, splitAddress, stepText, type Step } from './address';
import type { ConfiguredResource, ModuleScope } from './configuration';
import { expressionReferences } from './expression';

/** Where an expression stands: its module instance, and what `each` means there. */
interface Context {
  readonly scope: ModuleScope;
  readonly each?: { readonly references: readonly string[]; readonly key: string | undefined };
}

const UNRESOLVABLE = new Set(['local', 'count', 'path', 'terraform', 'self']);
const MAX_HOPS = 64;

/** Follows references through variables, module outputs and `each` to the absolute addresses of resources. */
export class ReferenceResolver {
  /** @param exists Whether a resource instance is in the plan. */
  constructor(private readonly exists: (address: string) => boolean) {}

  /** Addresses in the order of the references, each once; without a key where every instance may be meant. */
  resolve(references: readonly string[], { scope, configuration, key }: ConfiguredResource): readonly string[] {
    const found = new Set<string>();
    this.follow(references, { scope, ...eachOf(configuration, key) }, found, 0);
    return [...found];
  }

  private follow(references: readonly string[], context: Context, found: Set<string>, hops: number): void {
    if (hops > MAX_HOPS) return;
    for (const [i, text] of references.entries()) {
      // Terraform lists each reference with its prefixes behind it.
      if (isPrefix(text, references[i - 1] ?? '')) continue;
      const reference = splitAddress(text);
      const [head, second] = reference;
      if (head === undefined || second === undefined || UNRESOLVABLE.has(head.name)) continue;
      const indexedByEach = references[i + 1] === 'each.key' ? context.each?.key : undefined;
      if (head.name === 'var') this.variable(second.name, context, found, hops);
      else if (head.name === 'each') this.each(second.name, context, found, hops);
      else if (head.name === 'module')
        this.output(withKey(second, indexedByEach), reference[2]?.name, context, found, hops);
      else this.resource(reference, indexedByEach, context, found);
    }
  }

  private variable(name: string, { scope }: Context, found: Set<string>, hops: number): void {
    if (scope.parent === undefined) return;
    const { scope: outer, call, step } = scope.parent;
    const references = expressionReferences(own(own(call, 'expressions'), name)) ?? [];
    this.follow(references, { scope: outer, ...eachOf(call, step.key) }, found, hops + 1);
  }

  private each(part: string, { scope, each }: Context, found: Set<string>, hops: number): void {
    if (each === undefined || part !== 'value') return;
    const sources = new Set<string>();
    this.follow(each.references, { scope }, sources, hops + 1);
    for (const source of sources) found.add(this.instance(source, each.key));
  }

  private output(call: Step, name: string | undefined, { scope }: Context, found: Set<string>, hops: number): void {
    const inner = scope.child(call);
    const outputs = own(inner?.module, 'outputs');
    if (inner === undefined || !isObject(outputs)) return;
    // A whole module, as in `values(module.site)`: any of its outputs.
    const named = name === undefined ? Object.values(outputs) : [own(outputs, name)];
    for (const one of named) {
      this.follow(expressionReferences(own(one, 'expression')) ?? [], { scope: inner }, found, hops + 1);
    }
  }

  private resource(reference: readonly Step[], key: string | undefined, { scope }: Context, found: Set<string>): void {
    const steps = resourceSteps(reference);
    if (steps !== undefined) found.add(this.instance(scope.absolute(steps.map(stepText).join('.')), key));
  }

  /** The instance of a key if the address has none yet and the plan has that instance. */
  private instance(address: string, key: string | undefined): string {
    const instance = `${address}[${key}]`;
    return key !== undefined && this.exists(instance) ? instance : address;
  }
}

function eachOf(block: unknown, key: string | undefined): Pick<Context, 'each'> {
  const references = expressionReferences(own(block, 'for_each_expression'));
  return references === undefined ? {} : { each: { references, key } };
}

const withKey = (step: Step, key: string | undefined): Step =>
  step.key === undefined && key !== undefined ? { name: step.name, key } : step;

/** Whether `short` is `long` with steps, or the key of its last step, cut off at the end. */
function isPrefix(short: string, long: string): boolean {
  const next = long[short.length];
  return (next === '.' || next === '[') && long.startsWith(short);
}
