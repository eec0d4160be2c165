import type { MoveFacts, PathFacts, Span } from '../facts/facts';

/** Lines that a person can act on, at most: a list of every unplaced host helps nobody. */
const most = 4;

/** What to declare so that a span can be judged: places of members, round trips of pairs. */
export function gapsOf({ unplaced, paths }: Span): readonly string[] {
  const places = unplaced.map(({ resource, site }) => {
    const where = resource.path === undefined ? resource.address : `${resource.address} ${resource.path}`;
    return site.known ? '' : `the site of ${where} (${site.reason.text})`;
  });
  const trips = paths.filter(({ rtt }) => !rtt.known).map(tripGap);
  return shortened([...new Set([...trips, ...places])]);
}

/** What is usual on such a path, so that the reader knows what to expect. */
function tripGap({ a, b, typical, floor }: PathFacts): string {
  const usual =
    typical.known && floor.known && floor.value.value > 0
      ? ` (a typical route takes ${typical.value.steps.at(-1)?.result.text ?? ''})`
      : '';
  return `the round trip of link ${a.name} - ${b.name}${usual}`;
}

export function shortened(lines: readonly string[]): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines.length - most + 1} more of the kind`];
}

/** What to declare so that a move can be judged, each with the threshold that it has to meet where there is one. */
export function moveGaps({ path, rate, size, live, workload }: MoveFacts): readonly string[] {
  const link = `link ${path.a.name} - ${path.b.name}`;
  const gaps = [
    ...(rate.known ? [] : [`the bandwidth of ${link}`]),
    ...(workload === undefined ? ['a workload class with its memory and dirty rate (workloads)'] : []),
    ...(workload !== undefined && !size.known ? [`the memory of ${workload.name}`] : []),
    ...(workload?.dirtyRate.known === false && !workload.dirtyCurve.known
      ? [`the dirty rate of ${workload.name}`]
      : []),
  ];
  return gaps.length > 0 || live.known ? gaps : [live.reason.text];
}
