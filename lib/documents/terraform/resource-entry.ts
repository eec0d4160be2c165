import { text, type JsonObject } from '../../resources/json-object';
import { typePrefix } from '../../resources/provider-instance';
import type { Shape } from '../json/shape';
import { shortText, shortWord } from '../json/short-text';
import { typeIn } from './address';

/** What every resource of a plan or a state states of itself. */
export interface ResourceEntry {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly mode: 'managed' | 'data';
  readonly providerName: string;
}

/** Ephemeral resources, lists and actions never come to be infrastructure. Source: `ResourceMode` of terraform-json 0.27. */
const OTHER_MODES: readonly unknown[] = ['ephemeral', 'list', 'action'];

/** The modes of what is infrastructure. */
export const MODES = ['managed', 'data'] as const;

/**
 * Reads the entry of a resource; undefined for what never comes to be infrastructure.
 * @throws InputError for a mode that does not exist, and for an address of another type
 */
export function resourceEntry(shape: Shape, entry: JsonObject, path: string): ResourceEntry | undefined {
  const address = shape.text(entry['address'], `${path}.address`);
  const type = shape.text(entry['type'], `${path}.type`);
  const mode = modeOf(shape, entry, path);
  if (mode === undefined) return undefined;
  const isPlain = address.startsWith(type) && address[type.length] === '.';
  if (!isPlain && typeIn(address)?.type !== type) {
    shape.refuse(
      `${path}.address is ${JSON.stringify(shortText(address))}, which is no address of the type ${shortText(type)}`,
    );
  }
  return {
    address,
    type,
    name: text(entry['name']) ?? type,
    mode,
    providerName: text(entry['provider_name']) ?? typePrefix(type),
  };
}

/** The mode of a resource; undefined for what never comes to be infrastructure. @throws InputError */
export function modeOf(shape: Shape, entry: JsonObject, path: string): 'managed' | 'data' | undefined {
  const written = entry['mode'];
  if (written === 'managed' || written === 'data') return written;
  if (!OTHER_MODES.includes(written)) {
    const found = written === undefined ? 'missing' : shortWord(written);
    shape.refuse(`${path}.mode is ${found}, not managed or data`);
  }
  return undefined;
}
