import { isObject, own } from '../json/shape';
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
    const steps = references.map(splitAddress);
    for (const [i, reference] of steps.entries()) {
      // Terraform lists each reference with its prefixes behind it.
      if (i > 0 && isPrefix(reference, steps[i - 1]!)) continue;
      const [head, second] = reference;
      if (head === undefined || second === undefined || UNRESOLVABLE.has(head.name)) continue;
      const indexedByEach = isEachKey(steps[i + 1]) ? context.each?.key : undefined;
      if (head.name === 'var') this.variable(second.name, context, found, hops);
      else if (head.name === 'each') this.each(second.name, context, found, hops);
      else if (head.name === 'module') this.output(reference, indexedByEach, context, found, hops);
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

  private output(
    reference: readonly Step[],
    key: string | undefined,
    { scope }: Context,
    found: Set<string>,
    hops: number,
  ): void {
    const [, call, output] = reference;
    const inner = scope.child(call!.key === undefined && key !== undefined ? { name: call!.name, key } : call!);
    const outputs = own(inner?.module, 'outputs');
    if (inner === undefined || !isObject(outputs)) return;
    // A whole module, as in `values(module.site)`: any of its outputs.
    const named = output === undefined ? Object.values(outputs) : [own(outputs, output.name)];
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

const isEachKey = (steps: readonly Step[] | undefined): boolean =>
  steps?.length === 2 && steps[0]!.name === 'each' && steps[1]!.name === 'key';

/** Whether `short` is `long` with steps, or the key of its last step, cut off at the end. */
function isPrefix(short: readonly Step[], long: readonly Step[]): boolean {
  if (short.length > long.length) return false;
  const same = short.slice(0, -1).every((step, i) => stepText(step) === stepText(long[i]!));
  const last = short.at(-1);
  const other = long[short.length - 1];
  if (!same || last === undefined || other === undefined || last.name !== other.name) return false;
  if (last.key !== undefined && last.key !== other.key) return false;
  return short.length < long.length || (last.key === undefined && other.key !== undefined);
}
