import { known, unknown, type Known } from '../graph/known';
import type { Origin } from '../graph/location';
import { quote } from '../model/explain-quantity';
import { parseQuantity } from '../model/quantity';
import type { BitsPerSecond, Ratio, Seconds } from '../model/units';
import type { DeclaredLink } from './declarations';
import { didYouMean } from './nearest';

interface Failure {
  readonly error: string;
}

/** A link written in one tag: the ends in its name, `10 Gbit/s, 31 ms, 40 %` in whatever order as its value. */
export function readLinkTag(
  ends: string,
  value: string,
  knownSites: readonly string[],
  origin: Origin,
): DeclaredLink | Failure {
  const between = splitEnds(ends, knownSites);
  const missing = between.find((site) => !knownSites.includes(site));
  if (missing !== undefined)
    return { error: `site ${quote(missing)} is not declared; ${didYouMean(missing, knownSites)}` };
  if (between[0] === between[1]) return { error: `links ${quote(between[0])} to itself` };
  const measured = readMeasures(value);
  if ('error' in measured) return measured;
  const fact = <T>(noun: string, amount: T | undefined): Known<T> =>
    amount === undefined
      ? unknown('not-declared', `link ${between.join(' - ')}: ${noun} not declared`)
      : known(amount, origin);
  return {
    between,
    bandwidth: fact('bandwidth', measured.bandwidth),
    rtt: fact('round-trip time', measured.rtt),
    migrationShare: fact('share for migration', measured.migrationShare),
    loss: fact<Ratio>('loss', undefined),
    mtu: fact<never>('MTU', undefined),
    streams: fact<number>('number of streams', undefined),
    window: fact<never>('window', undefined),
    queue: fact<never>('queue', undefined),
    overlay: fact<never>('overlay', undefined),
    congestionControl: fact<never>('congestion control', undefined),
    measuredOn: fact<string>('day of measurement', undefined),
    origin,
  };
}

/** A site's name may itself hold a colon: the division that gives two declared sites is meant, else the first. */
function splitEnds(text: string, knownSites: readonly string[]): readonly [string, string] {
  const divisions = [...text.matchAll(/[:/]/gu)].map(({ index }): readonly [string, string] => [
    text.slice(0, index),
    text.slice(index + 1),
  ]);
  return divisions.find((pair) => pair.every((site) => knownSites.includes(site))) ?? divisions[0] ?? [text, ''];
}

interface Measures {
  bandwidth?: BitsPerSecond;
  rtt?: Seconds;
  migrationShare?: Ratio;
}

/** Each part is known by its unit; commas between thousands divide nothing. */
function readMeasures(value: string): Measures | Failure {
  const measures: Measures = {};
  for (const part of value.split(/(?<!\d),|,(?!\d{3}(?!\d))|;/u)) {
    const found = readMeasure(part);
    if ('error' in found) return found;
    const [kind] = Object.keys(found);
    if (kind !== undefined && kind in measures) return { error: `${quote(value)} holds two values of one kind` };
    Object.assign(measures, found);
  }
  return measures;
}

function readMeasure(text: string): Measures | Failure {
  const bandwidth = parseQuantity('bandwidth', text);
  if (bandwidth.ok) return { bandwidth: bandwidth.value };
  const rtt = parseQuantity('duration', text);
  if (rtt.ok) return { rtt: rtt.value };
  const share = text.includes('%') ? parseQuantity('share', text) : undefined;
  if (share?.ok === true && share.value > 0) return { migrationShare: share.value };
  return {
    error: `${quote(text.trim())} is none of bandwidth (10 Gbit/s), round-trip time (31 ms) and share for migration (40 %)`,
  };
}
