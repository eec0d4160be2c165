import { judgeMove } from '../facts/judge-move';
import { roundTripOf } from '../model/feasibility/certain-round-trip';
import { rateNeededBy } from '../model/feasibility/live-move';
import { vacuumRtt } from '../model/propagation';
import { bps, gbps, ms, seconds } from '../model/units';
import type { Verdict } from '../model/verdict';
import type { FeasibilityMap, MapBand } from './link-record';
import { mapContours } from './map-contours';
import type { MappedLink } from './known-link';

/** Round trips and bandwidths that are looked at; between two bandwidths of other verdicts the edge is solved for. */
const COLUMNS = 64;
const ROWS = 24;
/** How often the gap between two rows is halved to find an edge: finer than a pixel. */
const TIMES_HALVED = 7;

/** The verdict over every round trip and bandwidth, everything else as in the question. */
export function feasibilityMap(link: MappedLink): FeasibilityMap {
  const { asked, platform, limits } = link;
  const { question } = asked;
  const extent = extentOf(link);
  const roundTrips = spaced(extent.roundTrip, COLUMNS);
  const bandwidths = spaced(extent.bandwidth, ROWS);
  const columns = withEdges(roundTrips, link).map((roundTrip) => {
    const at = (bandwidth: number): Verdict =>
      judgeMove({ ...question, rtt: seconds(roundTrip), bandwidth: bps(bandwidth) }, platform, limits).verdict;
    return { roundTrip, bands: bandsOf(bandwidths, at) };
  });
  return { ...extent, columns, contours: mapContours(link, extent, roundTrips) };
}

/** A column on either side of each round trip at which the verdict jumps whatever the bandwidth. */
function withEdges(roundTrips: readonly number[], { asked, limits }: MappedLink): readonly number[] {
  const { distance, maxRtt } = asked.question;
  const [from = 0, to = 0] = [roundTrips[0], roundTrips.at(-1)];
  const jumps = [distance && vacuumRtt(distance.least), maxRtt, limits.maxRtt.doubtful?.value];
  const edges = jumps.flatMap((at) =>
    at === undefined || at <= from || at >= to ? [] : [at * (1 - 1e-9), at * (1 + 1e-9)],
  );
  return [...roundTrips, ...edges].sort((a, b) => a - b);
}

/** Whole decades that hold this link, what it would need, and the limits on both. */
function extentOf({ asked, limits }: MappedLink): Pick<FeasibilityMap, 'roundTrip' | 'bandwidth'> {
  const { question } = asked;
  const { rtt, distance, bandwidth, maxRtt, minBandwidth } = question;
  const fastest = distance && vacuumRtt(distance.least);
  return {
    roundTrip: decades([rtt, roundTripOf(question)?.least, fastest, maxRtt, limits.maxRtt.doubtful?.value], ms(1), 2),
    bandwidth: decades(
      [bandwidth, rateNeededBy(question), minBandwidth, limits.minBandwidth.doubtful?.value],
      gbps(1),
      3,
    ),
  };
}

/** From the decade below the least of the values to the one above the greatest, and so many at least. */
function decades(
  values: readonly (number | undefined)[],
  otherwise: number,
  least: number,
): { from: number; to: number } {
  const shown = values.filter((one) => one !== undefined && one > 0 && Number.isFinite(one)) as number[];
  const all = shown.length === 0 ? [otherwise] : shown;
  const low = Math.floor(Math.log10(Math.min(...all) / 3));
  const high = Math.ceil(Math.log10(Math.max(...all) * 1.5));
  const missing = Math.max(0, least - (high - low));
  return { from: 10 ** (low - Math.floor(missing / 2)), to: 10 ** (high + Math.ceil(missing / 2)) };
}

/** Values at the same distance on a logarithmic scale, both ends among them. */
function spaced({ from, to }: { readonly from: number; readonly to: number }, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => Number((from * (to / from) ** (i / (count - 1))).toPrecision(9)));
}

function bandsOf(bandwidths: readonly number[], at: (bandwidth: number) => Verdict): readonly MapBand[] {
  const bands: MapBand[] = [];
  let [from, verdict] = [bandwidths[0] ?? 0, at(bandwidths[0] ?? 0)];
  for (const [i, to] of bandwidths.entries()) {
    const next = at(to);
    if (next === verdict) continue;
    const edge = edgeBetween(bandwidths[i - 1] ?? from, to, verdict, at);
    bands.push({ verdict, from, to: edge });
    [from, verdict] = [edge, next];
  }
  return [...bands, { verdict, from, to: bandwidths.at(-1) ?? from }];
}

/** Where the lower verdict ends; a third one in between counts to the upper. */
function edgeBetween(below: number, above: number, verdict: Verdict, at: (bandwidth: number) => Verdict): number {
  let [low, high] = [below, above];
  for (let n = 0; n < TIMES_HALVED; n++) {
    const middle = Math.sqrt(low * high);
    if (at(middle) === verdict) low = middle;
    else high = middle;
  }
  return Number(high.toPrecision(9));
}
