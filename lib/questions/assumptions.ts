import type { Coordinates } from '../declarations/facts-draft';
import { certainDistance } from '../model/geodesic';
import { inputRow, type FactName } from '../model/inputs';
import { formatDuration } from '../model/quantity';
import { glassRtt } from '../model/propagation';
import { km, metres, ms, seconds, type Metres, type Seconds } from '../model/units';

/** What people may well answer. It is held against the rules to learn what they would have to be asked next, and is told to nobody. */
export interface Assumption {
  /** About how far apart the sites are that nothing places. */
  readonly distance: Metres;
  readonly rtt: Seconds;
  /** Instead of the examples of the table of inputs. */
  readonly inputs: Readonly<Partial<Record<FactName<'link' | 'workload'>, string>>>;
}

/** A metro, a country and a continent: what decides over one distance may decide nothing over another. */
export const assumptions: readonly Assumption[] = [
  { distance: km(20), rtt: ms(1), inputs: { bandwidth: '100 Gbit/s', memory: '4 GiB', dirtyRate: '1 MiB/s' } },
  { distance: km(150), rtt: ms(8), inputs: { bandwidth: '1 Gbit/s', memory: '64 GiB', dirtyRate: '40 MiB/s' } },
  { distance: km(1500), rtt: ms(40), inputs: { bandwidth: '10 Gbit/s', memory: '64 GiB', dirtyRate: '200 MiB/s' } },
];

/** Vienna, where no site is known. */
const somewhere: Coordinates = { latitude: 48.2082, longitude: 16.3738 };

/** Between one point and the next, so that no two are near each other (Vogel 1979, Mathematical Biosciences 44, 179-189). */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** A degree of latitude is about so long. */
const degree = km(111);

/** Points around a known one, each about as far from it as the others, and none where another is. */
export function pointNear(
  { latitude, longitude } = somewhere,
  { distance }: Pick<Assumption, 'distance'>,
  index: number,
): Coordinates {
  const radius = (distance / degree) * (1 + index / 16);
  const angle = index * goldenAngle;
  const north = Math.max(-89, Math.min(89, latitude + radius * Math.cos(angle)));
  const east = longitude + (radius * Math.sin(angle)) / Math.max(0.1, Math.cos((north * Math.PI) / 180));
  return { latitude: Number(north.toFixed(4)), longitude: Number((((east + 540) % 360) - 180).toFixed(4)) };
}

/** A round trip as assumed, where light can make it. */
export function assumedTrip({ rtt }: Assumption, a: Coordinates | undefined, b: Coordinates | undefined): string {
  if (a === undefined || b === undefined) return formatDuration(rtt);
  const exact = { tolerance: metres(0) };
  const least = glassRtt(certainDistance({ ...a, ...exact }, { ...b, ...exact }));
  return formatDuration(seconds(Math.max(rtt, 2 * least)));
}

/** An input as assumed, else as its example. */
export const assumedInput = ({ inputs }: Assumption, name: FactName): unknown => {
  const { kind, example = '' } = inputRow(name);
  const text = inputs[name] ?? example;
  return kind === 'count' ? Number(text) : text;
};
