import type { AttributeTree, UnknownMask } from '../../lib/resources/attribute-tree';
import { Attributes } from '../../lib/resources/attributes';
import type { Change, RawResource } from '../../lib/resources/raw-resource';
import { pulumiAttributes } from '../../lib/documents/pulumi/pulumi-properties';
import { providerInstance, type Argument } from '../../lib/resources/provider-instance';

/** A value that is known only after apply, and the resources that it draws from. */
class Later {
  constructor(readonly from: readonly string[]) {}
}

export const later = (...from: readonly string[]): Later => new Later(from);

/** A value of a provider argument that draws on a variable, so that it is a guess. */
class Drawn {
  constructor(
    readonly value: unknown,
    readonly from: string,
  ) {}
}

export const drawn = (value: unknown, from: string): Drawn => new Drawn(value, from);

interface More {
  readonly change?: Change;
  readonly mode?: 'managed' | 'data';
  readonly before?: Readonly<Record<string, unknown>>;
  /** Arguments of the provider instance. */
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly alias?: string;
  readonly stackTags?: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, unknown>>;

/** A resource as the plan reader hands it on: values, what is unknown in them, and references for each attribute. */
export function terraform(address: string, values: Values, more: More = {}): RawResource {
  const [type = '', name = ''] = address
    .replace(/^data\./, '')
    .replace(/\[.*\]$/, '')
    .split('.');
  const references: { readonly path: readonly string[]; readonly from: readonly string[] }[] = [];
  const { value, unknown } = planned(values, [], references);
  const tree: AttributeTree = {
    address,
    spelling: 'terraform',
    values: value,
    unknown,
    references: (path) => references.filter((one) => startsWith(one.path, flat(path))).flatMap(({ from }) => from),
    // As in a plan: what nobody wrote has no expression.
    written: (path) => references.some((one) => startsWith(one.path, flat(path))),
  };
  return {
    ref: { address, type },
    spelling: 'terraform',
    type,
    name,
    mode: more.mode ?? (address.startsWith('data.') ? 'data' : 'managed'),
    change: more.change ?? 'create',
    attributes: new Attributes(tree),
    ...rest('terraform', type.split('_')[0]!, more),
    ...(more.before === undefined
      ? {}
      : { before: new Attributes({ address, spelling: 'terraform', values: more.before }) }),
  };
}

const MARKER = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

export const urn = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** A resource as the engine hands it on: markers for unknowns, and dependencies for each top-level property only. */
export function pulumi(type: string, name: string, properties: Values, more: More = {}): RawResource {
  const address = urn(type, name);
  const dependencies = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, sources(value)]));
  const { id = null, ...inputs } = properties;
  return {
    ref: { address, type },
    spelling: 'pulumi',
    type,
    name,
    mode: 'managed',
    change: more.change ?? 'create',
    attributes: pulumiAttributes({ urn: address, inputs: marked(inputs), id: id as string | null, dependencies }),
    ...rest('pulumi', type.split(':')[0]!, more),
    ...(more.before === undefined ? {} : { before: pulumiAttributes({ urn: address, outputs: more.before }) }),
  };
}

function rest(spelling: 'terraform' | 'pulumi', name: string, { provider, alias = '', stackTags }: More) {
  const args = Object.entries(provider ?? {}).map(([key, value]) => [key, argumentOf(key, value)] as const);
  return {
    provider: providerInstance(spelling, `provider ${name} ${alias}`.trim(), name, alias, new Map(args)),
    ...(stackTags === undefined ? {} : { stackTags: new Map(Object.entries(stackTags)) }),
  };
}

function argumentOf(name: string, value: unknown): Argument {
  if (value instanceof Later) return { kind: 'later' };
  if (!(value instanceof Drawn)) return { kind: 'value', value };
  return { kind: 'value', value: value.value, guess: `${name} draws on ${value.from}` };
}

interface Planned {
  readonly value: unknown;
  readonly unknown: UnknownMask;
}

/** As Terraform writes it: an unknown key is left out, an unknown list element is `null`, both are true in the mask. */
function planned(
  written: unknown,
  path: readonly string[],
  references: { readonly path: readonly string[]; readonly from: readonly string[] }[],
): Planned {
  if (written instanceof Later) {
    references.push({ path: flat(path), from: written.from });
    return { value: undefined, unknown: true };
  }
  if (Array.isArray(written)) {
    const items = written.map((item) => planned(item, path, references));
    return { value: items.map(({ value }) => value ?? null), unknown: items.map((item) => item.unknown ?? false) };
  }
  if (typeof written !== 'object' || written === null) {
    references.push({ path: flat(path), from: [] });
    return { value: written, unknown: undefined };
  }
  const members = Object.entries(written).map(
    ([key, item]) => [key, planned(item, [...path, key], references)] as const,
  );
  return {
    value: Object.fromEntries(
      members.filter(([, { value }]) => value !== undefined).map(([key, { value }]) => [key, value]),
    ),
    unknown: Object.fromEntries(
      members.filter(([, one]) => one.unknown !== undefined).map(([key, one]) => [key, one.unknown!]),
    ),
  };
}

/** Without the positions of blocks. */
const flat = (path: readonly string[]): readonly string[] =>
  path.map((step) => step.replace(/\[\d+\]$/, '')).filter((step) => !/^\d+$/.test(step));

const startsWith = (path: readonly string[], start: readonly string[]): boolean =>
  start.every((step, index) => path[index] === step);

function marked(value: unknown): Record<string, unknown> {
  const walk = (one: unknown): unknown => {
    if (one instanceof Later) return MARKER;
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, walk(item)]));
  };
  return walk(value) as Record<string, unknown>;
}

function sources(value: unknown): readonly string[] {
  if (value instanceof Later) return value.from;
  if (typeof value !== 'object' || value === null) return [];
  return [...new Set(Object.values(value).flatMap(sources))];
}
