import type { ResourceRef } from '../../graph/location';
import type { Attributes } from '../../resources/attributes';
import { own, type JsonObject, text } from '../../resources/json-object';
import type { Shape } from '../json/shape';
import { parentOf } from './parent-of';
import { pulumiAttributes } from './pulumi-properties';
import type { PulumiProvider } from './pulumi-providers';

/** A resource's state as `pulumi preview --json` and `pulumi stack export` write it. */
export interface PulumiState {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly external: boolean;
  readonly provider: string | undefined;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  /** URNs by the property that draws from them; undefined where the input does not show. */
  readonly dependencies: Readonly<Record<string, readonly string[]>> | undefined;
  readonly secretOutputs: readonly string[];
  readonly raw: JsonObject;
}

export function pulumiState(shape: Shape, value: unknown, path: string): PulumiState {
  const raw = shape.object(value, path);
  return {
    urn: shape.text(raw['urn'], `${path}.urn`),
    type: shape.text(raw['type'], `${path}.type`),
    custom: raw['custom'] === true,
    external: raw['external'] === true,
    provider: text(raw['provider']),
    inputs: shape.optionalObject(raw['inputs'], `${path}.inputs`),
    outputs: shape.optionalObject(raw['outputs'], `${path}.outputs`),
    dependencies: dependenciesOf(shape, raw['propertyDependencies'], `${path}.propertyDependencies`),
    secretOutputs: shape.optionalTexts(raw['additionalSecretOutputs'], `${path}.additionalSecretOutputs`),
    raw,
  };
}

function dependenciesOf(shape: Shape, value: unknown, path: string): PulumiState['dependencies'] {
  if (value === undefined || value === null) return undefined;
  const written = Object.entries(shape.object(value, path));
  return Object.fromEntries(written.map(([name, urns]) => [name, shape.optionalTexts(urns, `${path}.${name}`)]));
}

/** @param inPlace The state that a change in place starts from: the engine leaves out of the new one what it keeps. */
export function stateAttributes(state: PulumiState, inPlace?: PulumiState): Attributes {
  const { urn, custom, inputs, outputs, dependencies, secretOutputs, raw } = state;
  return pulumiAttributes({
    urn,
    inputs,
    outputs,
    oldOutputs: inPlace?.outputs,
    id: custom ? (text(raw['id']) ?? text(own(inPlace?.raw, 'id')) ?? null) : undefined,
    dependencies,
    secrets: secretOutputs,
  });
}

export const asProvider = (state: PulumiState | undefined): PulumiProvider | undefined =>
  state && { urn: state.urn, type: state.type, properties: state.inputs };

/** The resource's name for people, with the place in the program where the engine noted it. */
export function stateRef({ urn, type, raw }: PulumiState): ResourceRef {
  const ref = { address: urn, type, ...parentOf(text(raw['parent'])) };
  const trace: unknown = raw['stackTrace'];
  const frames = [raw, ...(Array.isArray(trace) ? (trace as readonly unknown[]) : [])];
  for (const frame of frames) {
    // `project:///src/index.ts#12,4`; what lies outside the project or in a package is not the user's line.
    const position = /^project:\/\/\/([^#]+)(?:#(\d+))?/.exec(text(own(frame, 'sourcePosition')) ?? '');
    const [, file, line] = position ?? [];
    if (file === undefined || /^\.\.\/|(^|\/)node_modules\//.test(file)) continue;
    return { ...ref, file: decoded(file), ...(line !== undefined && { line: Number(line) }) };
  }
  return ref;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
