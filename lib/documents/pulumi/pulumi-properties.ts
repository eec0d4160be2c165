import type { AttributeTree, UnknownMask } from '../../resources/attribute-tree';
import { Attributes } from '../../resources/attributes';
import { own } from '../../resources/json-object';
import { pulumiSpellings } from '../../resources/naming';
import { isUnknownMarker, mark, type Marked, SECRET_VALUE, UNKNOWN } from './pulumi-values';

type Properties = Readonly<Record<string, unknown>>;

export interface PropertySource {
  readonly urn: string;
  readonly inputs?: Properties | undefined;
  readonly outputs?: Properties | undefined;
  /** Outputs of the resource before the change: they hold where the change is in place and nothing newer is said. */
  readonly oldOutputs?: Properties | undefined;
  /** Undefined where the resource has none, `null` where it is known only after apply. */
  readonly id?: string | null | undefined;
  /** Names of properties that are secret although nothing in their values says so. */
  readonly secrets?: readonly string[];
  /** URNs by the property that draws from them. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Whether there are properties, and none of them is shown: all are unknown. */
  readonly isHidden?: boolean;
}

/** The properties of a Pulumi resource: outputs where they are known, else inputs. */
export function pulumiAttributes(source: PropertySource): Attributes {
  const values: Record<string, unknown> = {};
  const unknown: Record<string, UnknownMask> = {};
  const sensitive: Record<string, UnknownMask> = {};
  const put = (name: string, marked: Marked): void => {
    if (marked.value !== undefined) values[name] = marked.value;
    if (marked.unknown !== undefined) unknown[name] = marked.unknown;
    if (marked.sensitive !== undefined) sensitive[name] = marked.sensitive;
  };
  const inputs = members(source.inputs);
  const outputs = members(source.outputs);
  for (const [name, marked] of members(source.oldOutputs)) {
    if (!inputs.has(name)) put(name, source.secrets?.includes(name) === true ? SECRET_VALUE : marked);
  }
  for (const name of new Set([...inputs.keys(), ...outputs.keys()])) {
    const marked = better(outputs.get(name), inputs.get(name));
    if (marked !== undefined) put(name, source.secrets?.includes(name) === true ? SECRET_VALUE : marked);
  }
  if (source.id !== undefined) put('id', source.id === null || isUnknownMarker(source.id) ? UNKNOWN : mark(source.id));
  const unknowns = source.isHidden === true ? true : unknown;
  return new Attributes({
    address: source.urn,
    spelling: 'pulumi',
    values,
    unknown: unknowns,
    sensitive,
    ...sayings(source),
  });
}

function sayings({ inputs, dependencies }: PropertySource): Pick<AttributeTree, 'references' | 'written'> {
  return {
    ...(dependencies !== undefined && { references: (path) => dependenciesOf(dependencies, path) }),
    ...(inputs !== undefined
      ? { written: (path) => isWritten(inputs, path) }
      : dependencies !== undefined && { written: (path) => isNoted(dependencies, path) }),
  };
}

function members(properties: Properties | undefined): ReadonlyMap<string, Marked> {
  const marked = new Map<string, Marked>();
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (!name.startsWith('__')) marked.set(name, mark(value));
  }
  return marked;
}

function better(output: Marked | undefined, input: Marked | undefined): Marked | undefined {
  if (output === undefined || input === undefined) return output ?? input;
  if (output.sensitive === true || input.sensitive === true) return SECRET_VALUE;
  return output.unknown !== undefined && input.unknown === undefined ? input : output;
}

/** Pulumi notes what a property draws from for the top-level property only. */
function dependenciesOf(
  dependencies: Readonly<Record<string, readonly string[]>>,
  path: readonly string[],
): readonly string[] {
  const property = path[0] ?? '';
  const name = [property, ...pulumiSpellings(property)].find((spelling) => Object.hasOwn(dependencies, spelling));
  return (name === undefined ? undefined : dependencies[name]) ?? [];
}

/** Whether the program gives the property; the bridge lists in `__defaults` what it has put there itself. */
function isWritten(inputs: Properties, path: readonly string[]): boolean {
  let here: unknown = inputs;
  for (const step of path) {
    if (Array.isArray(here)) {
      here = here[/^\d+$/.test(step) ? Number(step) : 0];
      if (/^\d+$/.test(step)) continue;
    } else if (/^\d+$/.test(step)) continue;
    const name = [step, ...pulumiSpellings(step)].find((spelling) => own(here, spelling) !== undefined);
    const defaults = own(here, '__defaults');
    if (name === undefined || (Array.isArray(defaults) && defaults.includes(name))) return false;
    here = own(here, name);
  }
  return true;
}

/** Without the inputs, their names still stand in the notes of what they draw from. */
function isNoted(dependencies: Readonly<Record<string, unknown>>, path: readonly string[]): boolean | undefined {
  const [property, ...inside] = path;
  if (property === undefined || inside.length > 0 || Object.keys(dependencies).length === 0) return undefined;
  return [property, ...pulumiSpellings(property)].some((spelling) => Object.hasOwn(dependencies, spelling));
}
