import type { UnknownMask } from '../../resources/attribute-tree';
import { Attributes } from '../../resources/attributes';
import type { Reading } from '../../resources/document';
import type { Dialect } from '../json/dialect';
import { isObject, own, text, type JsonObject } from '../../resources/json-object';
import { Shape } from '../json/shape';
import type { RawResource } from '../../resources/raw-resource';
import { StackProviders } from './cdktf-providers';
import { StackReferences } from './cdktf-references';
import { StackValues } from './cdktf-values';

const PARTS = ['//', 'terraform', 'provider', 'resource', 'data', 'variable', 'locals', 'module', 'output'];

/** A synthesised stack, of cdktf or cdktn, and whatever else is written in Terraform's JSON syntax. */
export const cdktfStack: Dialect = {
  kind: 'cdktf-stack',
  title: 'CDKTF stack',
  tells: 'configuration',
  howToGet: 'a CDKTF stack (`cdktf.out`)',
  files: ['cdktf.out/stacks/*/cdk.tf.json'],
  mark: /"\/\/"\s*:\s*\{\s*"metadata"\s*:\s*\{/,
  recognises: (members) =>
    typeof own(own(members.get('//'), 'metadata'), 'stackName') === 'string' ||
    (members.has('resource') && (members.has('terraform') || members.has('provider'))),
  read: (members) =>
    readCdktfStack(
      Object.fromEntries(PARTS.flatMap((part) => (members.has(part) ? [[part, members.get(part)]] : []))),
      members.path,
    ),
};

/** Reads a stack as `TerraformStack.toTerraform()` gives it or `cdk.tf.json` holds it. */
export function readCdktfStack(config: object, path: string): Reading {
  const shape = new Shape(path, 'a CDKTF stack');
  const stack = shape.object(config, 'the stack');
  const reader = new StackReader(stack, shape);
  const resources = [...reader.resources('resource'), ...reader.resources('data')];
  const modules = Object.keys(shape.optionalObject(stack['module'], 'module'));
  const stackName = text(own(own(stack['//'], 'metadata'), 'stackName'));
  const remarks = [
    ...modules.map(
      (name) => `what module ${name} holds was not seen: a stack does not contain it, the JSON of a plan does`,
    ),
    ...loopRemark(reader.loops),
  ];
  const reading = { path, from: cdktfStack, resources, warnings: [], remarks };
  return stackName === undefined ? reading : { ...reading, stack: stackName };
}

/** What a loop makes shows only in a plan. */
function loopRemark(loops: readonly string[]): readonly string[] {
  const [first, ...others] = loops;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return [`${first}${more} was read once: what its count or for_each makes shows in the JSON of a plan`];
}

/** Arguments of Terraform itself, which are no attributes of the resource. */
const META = new Set([
  '//',
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
  'dynamic',
]);

class StackReader {
  /** Addresses of resources of which there may be several. */
  readonly loops: string[] = [];
  private readonly values: StackValues;
  private readonly references: StackReferences;
  private readonly providers: StackProviders;

  constructor(
    private readonly stack: JsonObject,
    private readonly shape: Shape,
  ) {
    this.values = new StackValues(stack);
    this.references = new StackReferences(stack);
    this.providers = new StackProviders(stack, this.values);
  }

  *resources(part: 'resource' | 'data'): Generator<RawResource> {
    const types = this.shape.optionalObject(this.stack[part], part);
    for (const type of Object.keys(types)) {
      const named = this.shape.object(types[type], `${part}.${type}`);
      for (const name of Object.keys(named)) {
        const written = this.shape.object(named[name], `${part}.${type}.${name}`);
        if (written['count'] === 0) continue;
        const resource = this.resource(part, type, name, written);
        if (written['for_each'] !== undefined || (written['count'] ?? 1) !== 1) this.loops.push(resource.ref.address);
        yield resource;
      }
    }
  }

  private resource(part: 'resource' | 'data', type: string, name: string, written: JsonObject): RawResource {
    const address = `${part === 'data' ? 'data.' : ''}${type}.${name}`;
    const construct = text(own(own(written['//'], 'metadata'), 'path'));
    const attributes = Object.fromEntries(Object.entries(written).filter(([key]) => !META.has(key)));
    const resolved = this.values.resolve(attributes);
    return {
      ref: { address, type, ...(construct !== undefined && { construct }) },
      spelling: 'terraform',
      type,
      name,
      mode: part === 'data' ? 'data' : 'managed',
      change: 'exists',
      provider: this.providers.of(type, text(written['provider'])),
      attributes: new Attributes({
        address,
        spelling: 'terraform',
        values: resolved.value,
        unknown: withDynamic(resolved.unknown, written['dynamic']),
        sensitive: resolved.sensitive,
        references: (path) => this.references.at(written, path),
        written: (path) => isWritten(attributes, path) ?? own(written['dynamic'], path[0] ?? '') !== undefined,
      }),
    };
  }
}

/** How many blocks a `dynamic` makes shows only in a plan: the whole attribute is unknown. */
function withDynamic(mask: UnknownMask, dynamic: unknown): UnknownMask {
  if (!isObject(dynamic) || !isObject(mask)) return mask;
  return { ...mask, ...Object.fromEntries(Object.keys(dynamic).map((name) => [name, true as const])) };
}

/** Undefined for what is not among the attributes themselves. */
function isWritten(attributes: unknown, path: readonly string[]): true | undefined {
  let here: unknown = attributes;
  for (const step of path) {
    if (Array.isArray(here)) here = here[/^\d+$/.test(step) ? Number(step) : 0];
    if (!/^\d+$/.test(step) || own(here, step) !== undefined) here = own(here, step);
  }
  return here === undefined || here === null ? undefined : true;
}
