import { workloadProblems } from '../declarations/workload-problems';
import { inputRow, optionNames, type InputValue, type OptionName } from '../model/inputs';
import { flagOf } from './link-flags';
import { readPlace, type End } from './place';
import { readPlatform, readStorage, type PlatformName, type StorageName } from './platform-name';
import { curvePoints, readOption } from './read-option';

/** Options as written on the command line, under their names in camel case. */
export type WrittenOptions = Readonly<Record<string, string | boolean | undefined>>;

/** What the options say, read. */
export type LinkValues = { readonly [Name in OptionName]?: InputValue<Name> } & {
  readonly platform?: PlatformName;
  readonly storage?: StorageName;
};

export interface ReadLink {
  readonly ends: readonly [End, End];
  readonly values: LinkValues;
}

/** Something wrong with an option or a place, in one line. */
export interface LinkError {
  /** The option, or the place as it is called in the help. */
  readonly where: string;
  readonly message: string;
}

/** Reads places and options; of what is wrong all is told at once, in the order of the help. */
export function readLink(
  from: string,
  to: string,
  written: WrittenOptions,
): { readonly read: ReadLink | undefined; readonly errors: readonly LinkError[] } {
  const errors: LinkError[] = [];
  const a = endOf('from', from, errors);
  const b = endOf('to', to, errors);
  if (a !== undefined && a.id === b?.id) {
    errors.push({ where: 'to', message: `${b.id} is also the other end of the link; name two places` });
  }
  const values = valuesOf(written, errors);
  errors.push(...contradictions(written, values));
  return {
    read: errors.length > 0 || a === undefined || b === undefined ? undefined : { ends: [a, b], values },
    errors,
  };
}

function endOf(where: string, text: string, errors: LinkError[]): End | undefined {
  const place = readPlace(text);
  if (place.ok) return place.value;
  errors.push({ where, message: place.error });
  return undefined;
}

/** Options that name a product, which brings rows of limits. */
const PRODUCTS = { platform: readPlatform, storage: readStorage } as const;

function valuesOf(written: WrittenOptions, errors: LinkError[]): LinkValues {
  const values: Record<string, unknown> = {};
  for (const name of optionNames) {
    const text = written[name];
    // A switch that nobody turned is no option.
    if (typeof text === 'boolean' && text !== inputRow(name).otherwise?.value) values[name] = text;
    if (typeof text !== 'string') continue;
    const reading = readOption(name, text);
    if (reading.ok) values[name] = reading.value;
    else errors.push({ where: flagOf(name), message: reading.error });
  }
  for (const [name, read] of Object.entries(PRODUCTS)) {
    const text = written[name];
    const reading = typeof text === 'string' ? read(text) : undefined;
    if (reading?.ok === true) values[name] = reading.value;
    else if (reading !== undefined) errors.push({ where: `--${name}`, message: reading.error });
  }
  // Safe: each name of the table was read by its own row.
  return values;
}

/** What no option shows by itself. */
function contradictions(written: WrittenOptions, values: LinkValues): readonly LinkError[] {
  const alone = optionNames.flatMap((name): readonly LinkError[] => {
    const needed = optionNames.find((other) => other === inputRow(name).needs);
    if (values[name] === undefined || needed === undefined || values[needed] !== undefined) return [];
    return [{ where: flagOf(name), message: `needs ${flagOf(needed)}` }];
  });
  return [...machineProblems(written, values), ...alone];
}

/** As the facts file is checked; what cannot be read has an error of its own. */
function machineProblems(written: WrittenOptions, values: LinkValues): readonly LinkError[] {
  const read = (name: 'memory' | 'workingSet' | 'dirtyRate' | 'dirtyCurve'): string | undefined => {
    const text = written[name];
    return values[name] === undefined || typeof text !== 'string' ? undefined : text;
  };
  const curve = read('dirtyCurve');
  const problems = workloadProblems({
    memory: read('memory'),
    workingSet: read('workingSet'),
    dirtyRate: read('dirtyRate'),
    dirtyCurve: curve === undefined ? undefined : curvePoints(curve),
  });
  return problems.map(({ path: [name, point], message }) => ({
    where: flagOf(name),
    message: `${point === undefined ? '' : `point ${point + 1} `}${message.replace('dirtyCurve', flagOf('dirtyCurve'))}`,
  }));
}
