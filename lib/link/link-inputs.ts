import type { PlatformFacts } from '../facts/platform-facts';
import { shownInputs } from '../facts/shown-inputs';
import type { Origin } from '../graph/location';
import type { DirtyPoint } from '../model/dirty-memory';
import { inputRow, measureInput, optionNames, questionNames, type InputName } from '../model/inputs';
import { formatDuration, formatSize } from '../model/quantity';
import type { KnownLink } from './known-link';
import { flagOf } from './link-flags';
import type { InputFrom, LinkInput } from './link-record';
import type { LinkValues } from './read-options';
import { rowSource } from './row-source';

/** Every input that went into the record, and where it comes from. */
export function linkInputs({ asked, platform }: KnownLink, values: LinkValues): readonly LinkInput[] {
  const further = optionNames.filter((name) => !questionNames.some((one) => one === name));
  return [
    ...shownInputs(asked).map((shown) => inputOf(shown, fromOf(shown.origin, platform))),
    ...further.flatMap((name): readonly LinkInput[] => {
      const value = values[name];
      return value === undefined ? [] : [inputOf({ name, value }, { kind: 'option', option: flagOf(name) })];
    }),
  ];
}

function fromOf(origin: Origin, platform: PlatformFacts | undefined): InputFrom {
  switch (origin.kind) {
    case 'guess':
    case 'default':
      return { kind: 'default', reason: origin.reason };
    case 'reference': {
      const row = platform?.rows.find(({ id }) => id === origin.id);
      if (row === undefined) throw new Error(`${origin.id} is no row of the platform`);
      return { kind: 'platform', row: rowSource(row) };
    }
    default:
      return { kind: 'option', option: origin.path };
  }
}

function inputOf({ name, value }: { readonly name: InputName; readonly value: unknown }, from: InputFrom): LinkInput {
  const { noun, kind } = inputRow(name);
  if (typeof value === 'boolean') return { name: noun, value, unit: null, text: value ? 'yes' : 'no', from };
  if (typeof value === 'number') {
    const { unit, text } = measureInput(name, value);
    return { name: noun, value, unit, text, from };
  }
  const text = kind === 'curve' ? curveText(value as readonly DirtyPoint[]) : String(value);
  return { name: noun, value: text, unit: null, text, from };
}

const curveText = (points: readonly DirtyPoint[]): string =>
  points.map(({ within, dirtied }) => `${formatDuration(within)}: ${formatSize(dirtied)}`).join(', ');
