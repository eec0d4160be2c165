import { inputRow, optionNames, type InputValue, type OptionName } from '../model/inputs';
import type { Question } from '../model/feasibility/question';
import { measure, parseQuantity, type QuantityKind, type QuantityOf } from '../model/quantity';
import { migrationPlatforms } from '../reference/product';
import { flagOf } from './link-flags';

export interface AskedByCommand {
  readonly places: readonly { readonly latitude: number; readonly longitude: number }[];
  readonly product: string;
  readonly version?: string | undefined;
  readonly question: Question;
}

/**
 * The command that asks the same of a link; options first, since a place may begin with a minus. Nothing in it is text from outside that a
 * shell would read as more than a word.
 */
export function linkCommand({ places, product, version, question }: AskedByCommand): string {
  const options = optionNames.flatMap((name) => {
    const value: unknown = name in question ? question[name as keyof Question] : undefined;
    return value === undefined ? [] : optionOf(name, value);
  });
  const platform = migrationPlatforms.find((name) => name === product);
  const named = version !== undefined && /^\w[\w.+-]*$/u.test(version) ? `@${version}` : '';
  const ends = places.map(({ latitude, longitude }) => `${latitude},${longitude}`);
  return [
    'lightbound link',
    ...(platform === undefined ? [] : [`--platform ${platform}${named}`]),
    ...options,
    ...(ends.some((end) => end.startsWith('-')) ? ['--'] : []),
    ...ends,
  ].join(' ');
}

function optionOf(name: OptionName, value: unknown): readonly string[] {
  const { kind, words = [], otherwise } = inputRow(name);
  switch (kind) {
    case 'day':
      return [];
    case 'switch':
      return value === (otherwise?.value ?? false) ? [] : [flagOf(name)];
    case 'word':
      return words.flatMap((word) => (word === value ? [`${flagOf(name)} ${word}`] : []));
    case 'count':
      return [`${flagOf(name)} ${Number(value)}`];
    case 'curve':
      return [`${flagOf(name)} "${(value as InputValue<'dirtyCurve'>).map(pointText).join(', ')}"`];
    default:
      return [`${flagOf(name)} "${exactly(kind, Number(value))}"`];
  }
}

const pointText = ({ within, dirtied }: InputValue<'dirtyCurve'>[number]): string =>
  `${exactly('duration', within)}: ${exactly('size', dirtied)}`;

/** As people are shown it where that is the whole value, else in the base unit. */
function exactly(kind: QuantityKind, value: number): string {
  const { text, unit } = measure(kind, value as QuantityOf<QuantityKind>);
  const shown = parseQuantity(kind, text);
  if (shown.ok && shown.value === value) return text;
  return unit === '1' ? `${decimal(value * 100)} %` : `${decimal(value)} ${unit}`;
}

/** Without an exponent, which no reader of quantities takes. */
const decimal = (value: number): string =>
  value.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 17 });
