import type { MoveFacts, PathFacts, Span } from '../facts/facts';
import type { PlatformFacts } from '../facts/platform-facts';
import { resourceName } from '../findings/resource-name';
import { commonRoundTrip } from '../facts/path-facts';
import type { Member } from '../graph/domain';
import type { Graph } from '../graph/graph';
import type { Link } from '../graph/link';
import { inputRow, type FactName } from '../model/inputs';
import type { Gap } from './gap';

export { hiddenIn, whyUnknown } from '../graph/known';

/** What to declare so that a span can be judged: places of members, round trips of pairs. */
export const gapsOf = ({ unplaced, paths }: Span): readonly Gap[] => [
  ...paths.filter(({ rtt }) => !rtt.known).map(tripGap),
  ...unplaced.map((member): Gap => ({ text: placeText(member), fact: { kind: 'place', member } })),
];

function placeText({ resource, site, name: called }: Member): string {
  if (called !== undefined) return `where ${called} stands`;
  const name = resourceName(resource);
  const where = resource.path === undefined ? name : `${name} ${resource.path}`;
  return `the site of ${where} (${site.known ? site.value : site.reason.text})`;
}

/** With what is common over the distance, so that the reader knows what to expect. */
function tripGap(path: PathFacts): Gap {
  const common = commonRoundTrip(path);
  const { text, fact } = linkGap(path, 'rtt');
  return { text: `${text}${common === undefined ? '' : ` (${common})`}`, ...(fact && { fact }) };
}

/** An input of the link between two sites. */
export const linkGap = (path: Pick<PathFacts, 'a' | 'b'>, input: FactName<'link'>): Gap => ({
  text: `the ${inputRow(input).noun} of link ${path.a.name} - ${path.b.name}`,
  fact: { kind: 'link', path, input },
});

/** The version of a platform decides. */
export const versionGap = (product: PlatformFacts['product']): Gap => ({
  text: `the version and edition in use (platforms.${product})`,
  fact: { kind: 'platform', product },
});

/** What to declare so that a move can be judged. */
export function moveGaps({ path, workload, platform, live, ...move }: MoveFacts): readonly Gap[] {
  const open = move.open();
  if (open.length === 0 && !live.known) return [{ text: `the rate cap of the move (${live.reason.text})` }];
  const { version, throttles, product } = platform;
  return open.flatMap(({ input }): readonly Gap[] => {
    if (input === undefined) {
      if (throttles.known) return [];
      return version.known
        ? [{ text: throttles.reason.text }]
        : [{ text: `the version in use (platforms.${product})`, fact: { kind: 'platform', product } }];
    }
    const { owner, noun } = inputRow(input);
    // Safe: an open input of a link is one that people declare, as is one of a machine.
    if (owner === 'link') return [linkGap(path, input as FactName<'link'>)];
    const text =
      workload === undefined
        ? 'a workload class with its memory and dirty rate (workloads)'
        : `the ${noun} of ${workload.name}`;
    return [{ text, fact: { kind: 'workload', workload, input: input as FactName<'workload'> } }];
  });
}

/** The positions of the ends of a link, of which one at least is unknown. */
export function positionGaps({ name, ends }: Link, { sites }: Graph): readonly Gap[] {
  const text = `the positions of the sites of link ${name} (sites.<name>.at)`;
  const open = ends.flatMap((end) => (end.known && sites.get(end.value)?.position.known !== true ? [end.value] : []));
  return open.length === 0 ? [{ text }] : open.map((site) => ({ text, fact: { kind: 'position', site } }));
}
