import type { MoveFacts, PathFacts, Span } from '../facts/facts';
import { resourceName } from '../findings/resource-name';
import { commonRoundTrip } from '../facts/path-facts';
import { inputRow } from '../model/inputs';

export { hiddenIn, whyUnknown } from '../graph/known';

/** Lines that a person can act on, at most: a list of every unplaced host helps nobody. */
const most = 4;

/** What to declare so that a span can be judged: places of members, round trips of pairs. */
export function gapsOf({ unplaced, paths }: Span): readonly string[] {
  const places = unplaced.map(({ resource, site, name: called }) => {
    if (called !== undefined) return `where ${called} stands`;
    const name = resourceName(resource);
    const where = resource.path === undefined ? name : `${name} ${resource.path}`;
    return site.known ? '' : `the site of ${where} (${site.reason.text})`;
  });
  const trips = paths.filter(({ rtt }) => !rtt.known).map(tripGap);
  return shortened([...new Set([...trips, ...places])]);
}

/** With what is common over the distance, so that the reader knows what to expect. */
function tripGap(path: PathFacts): string {
  const common = commonRoundTrip(path);
  return `the round trip of ${linkOf(path)}${common === undefined ? '' : ` (${common})`}`;
}

const linkOf = ({ a, b }: PathFacts): string => `link ${a.name} - ${b.name}`;

export function shortened(lines: readonly string[]): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines.length - most + 1} more`];
}

/** What to declare so that a move can be judged. */
export function moveGaps({ path, workload, platform, open, live }: MoveFacts): readonly string[] {
  if (open.length === 0 && !live.known) return [`the rate cap of the move (${live.reason.text})`];
  const { version, throttles, product } = platform;
  const gaps = open.map(({ input }) => {
    if (input === undefined) {
      return throttles.known ? '' : version.known ? throttles.reason.text : `the version in use (platforms.${product})`;
    }
    const { owner, noun } = inputRow(input);
    if (owner === 'link') return `the ${noun} of ${linkOf(path)}`;
    return workload === undefined
      ? 'a workload class with its memory and dirty rate (workloads)'
      : `the ${noun} of ${workload.name}`;
  });
  return [...new Set(gaps)].filter((gap) => gap !== '');
}
