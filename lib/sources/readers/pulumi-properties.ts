import { Attributes, type AttributeTree, type UnknownMask } from '../attributes';
import { pulumiSpellings } from '../naming';
import { mark, type Marked, type ReadMember, SECRET_VALUE } from './pulumi-values';

type Properties = Readonly<Record<string, unknown>>;

export interface PropertySource {
  readonly urn: string;
  readonly inputs?: Properties | undefined;
  readonly outputs?: Properties | undefined;
  /** Undefined where the resource has none, `null` where it is known only after apply. */
  readonly id?: string | null | undefined;
  /** Names of properties that are secret although nothing in their values says so. */
  readonly secrets?: readonly string[];
  /** URNs by the property that draws from them. */
  readonly dependencies?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly read?: ReadMember;
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
  const inputs = members(source.inputs, source.read);
  const outputs = members(source.outputs, source.read);
  for (const name of new Set([...inputs.keys(), ...outputs.keys()])) {
    put(name, source.secrets?.includes(name) === true ? SECRET_VALUE : better(outputs.get(name), inputs.get(name)));
  }
  if (source.id === null) put('id', { value: undefined, unknown: true, sensitive: undefined });
  else if (source.id !== undefined) put('id', { value: source.id, unknown: undefined, sensitive: undefined });
  const { dependencies } = source;
  const tree: AttributeTree = { address: source.urn, dialect: 'pulumi', values, unknown, sensitive };
  if (dependencies === undefined) return new Attributes(tree);
  return new Attributes({ ...tree, references: (path) => dependenciesOf(dependencies, path) });
}

function members(properties: Properties | undefined, read?: ReadMember): ReadonlyMap<string, Marked> {
  const marked = new Map<string, Marked>();
  for (const name of Object.keys(properties ?? {})) {
    if (name.startsWith('__')) continue;
    marked.set(name, mark(read === undefined ? properties![name] : read(properties!, name), read));
  }
  return marked;
}

function better(output: Marked | undefined, input: Marked | undefined): Marked {
  if (output === undefined || input === undefined) return (output ?? input)!;
  if (output.sensitive === true || input.sensitive === true) return SECRET_VALUE;
  return output.unknown !== undefined && input.unknown === undefined ? input : output;
}

/** Pulumi notes what a property draws from for the top-level property only. */
function dependenciesOf(
  dependencies: Readonly<Record<string, readonly string[]>>,
  path: readonly string[],
): readonly string[] {
  const property = (path[0] ?? '').replace(/\[\d+\]$/, '');
  const name = [property, ...pulumiSpellings(property)].find((spelling) => Object.hasOwn(dependencies, spelling));
  return name === undefined ? [] : dependencies[name]!;
}
