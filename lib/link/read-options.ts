import { workload } from '../declarations/workload-schema';
import { flagOf, linkFlags, type LinkOptionName } from './link-flags';
import { optionReaders, type LinkValues } from './link-options';
import { curvePoints } from './option-reading';
import { readPlace, type End } from './place';

/** Options as written on the command line, under their names in camel case. */
export type WrittenOptions = Readonly<Record<string, string | boolean | undefined>>;

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
    errors.push({ where: 'to', message: `${b.id} is where the link begins; name two places` });
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

function valuesOf(written: WrittenOptions, errors: LinkError[]): LinkValues {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(linkFlags) as LinkOptionName[]) {
    const text = written[name];
    if (typeof text !== 'string') continue;
    const reading = optionReaders[name](text);
    if (reading.ok) values[name] = reading.value;
    else errors.push({ where: flagOf(name), message: reading.error });
  }
  for (const name of ['vlanTagged', 'sharedStorage']) {
    if (typeof written[name] === 'boolean') values[name] = written[name];
  }
  // Safe: each name of the table was read by its own reader.
  return values;
}

/** What no option shows by itself; of the machine the facts file's own check says it. */
function contradictions(written: WrittenOptions, values: LinkValues): readonly LinkError[] {
  const { fleetWindow, machines, interval, changeRate, sinceSync, diskChurn } = values;
  const errors = machineProblems(written, values);
  const needs = (given: unknown, where: string, needed: unknown, other: string): void => {
    if (given !== undefined && needed === undefined) errors.push({ where, message: `says nothing without ${other}` });
  };
  needs(fleetWindow, '--fleet-window', machines, '--machines');
  needs(interval, '--interval', changeRate, '--change-rate');
  needs(sinceSync, '--since-sync', diskChurn, '--disk-churn');
  needs(diskChurn, '--disk-churn', sinceSync, '--since-sync');
  return errors;
}

function machineProblems(written: WrittenOptions, values: LinkValues): LinkError[] {
  const facts = Object.fromEntries(
    (['memory', 'workingSet', 'dirtyRate', 'dirtyCurve'] as const).flatMap((name) => {
      const text = written[name];
      if (values[name] === undefined || typeof text !== 'string') return [];
      return [[name, name === 'dirtyCurve' ? curvePoints(text) : text]];
    }),
  );
  const checked = workload.safeParse(facts);
  if (checked.success) return [];
  return checked.error.issues.map(({ path, message }) => ({
    where: flagOf(String(path[0])),
    message: `${typeof path[1] === 'number' ? `point ${path[1] + 1} ` : ''}${message.replace('dirtyCurve', '--dirty-curve')}`,
  }));
}
