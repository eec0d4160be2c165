import { count, grouped } from '../findings/count';
import type { Category, Finding } from '../findings/finding';
import type { Coverage, Tally } from './compliance-report';
import { isBreach } from './tally';

interface Told {
  readonly findings: readonly Finding[];
  readonly coverage: Coverage;
  readonly total: Tally;
  readonly unreadResults: number;
}

/** What a stack would do that breaks a rule of the category, in the order in which the worst is told. */
const deeds: Readonly<Record<Category, (limit: string | undefined) => string>> = {
  'stretched-layer-2': (limit) =>
    limit === undefined
      ? 'would stretch a failure domain over several sites'
      : `would stretch a failure domain over more than ${limit}`,
  'synchronous-coupling': () => 'would couple sites that are too far apart for it',
  'live-migration': () => 'would move running machines over links that cannot carry it',
  interconnect: () => 'would rest on links that are declared as they cannot be',
  'scale-out': () => 'would not keep running when a site fails',
};

/** The first sentence for a reader who reads no other, and those that complete it. */
export function sentencesOf(told: Told): readonly [string, ...string[]] {
  const { stacks } = told.coverage;
  const of = stacks.length === 1 ? 'the only stack' : count(stacks.length, 'stack');
  const certain = told.findings.filter((finding) => isBreach(finding) && finding.confidence === 'certain');
  const byDeed = (Object.keys(deeds) as Category[])
    .map((category) => ({ category, found: certain.filter((finding) => finding.category === category) }))
    .map(({ category, found }) => ({ deed: deeds[category](limitOf(found)), stacks: stacksOf(found) }))
    .filter((one) => one.stacks > 0)
    .sort((a, b) => b.stacks - a.stacks);
  const [worst, ...others] = byDeed;
  const first =
    worst === undefined
      ? stacks.length === 0
        ? 'No stack was checked.'
        : `No rule is certainly broken in ${of}.`
      : stacks.length === 1
        ? `The only stack ${worst.deed}.`
        : `${grouped(worst.stacks)} of ${of} ${worst.deed}.`;
  return [
    first,
    ...others.map((one) => `${stacksText(one.stacks)} ${one.deed}.`),
    ...stateSentences(told),
    ...(told.total.waived === 0
      ? []
      : [`${count(told.total.waived, 'finding')} ${told.total.waived === 1 ? 'is' : 'are'} accepted by waivers.`]),
    ...(told.unreadResults === 0
      ? []
      : [`The report is incomplete: ${count(told.unreadResults, 'input')} could not be read.`]),
  ];
}

function stateSentences({ coverage }: Told): readonly string[] {
  const inState = (state: Coverage['stacks'][number]['state']): number =>
    coverage.stacks.filter((one) => one.state === state).length;
  const tell = (n: number, one: string, many: string): readonly string[] =>
    n === 0 ? [] : [`${stacksText(n)} ${n === 1 ? one : many}.`];
  return [
    ...tell(
      inState('likely'),
      'probably breaks a rule: what is typical, or a guess, says so',
      'probably break a rule: what is typical, or a guess, says so',
    ),
    ...tell(inState('undetermined'), 'is undetermined: facts are missing', 'are undetermined: facts are missing'),
    ...tell(inState('waived'), 'breaks only what waivers accept', 'break only what waivers accept'),
    ...tell(
      inState('unread'),
      'holds no resource of a known type, so that nothing was judged',
      'hold no resource of a known type, so that nothing was judged',
    ),
    ...tell(inState('holds'), 'holds every rule that was judged', 'hold every rule that was judged'),
  ];
}

const stacksText = (n: number): string => count(n, 'stack');

const stacksOf = (findings: readonly Finding[]): number =>
  new Set(findings.flatMap(({ subject }) => subject.stacks)).size;

/** The limit that all of them have; none where they differ. */
function limitOf(findings: readonly Finding[]): string | undefined {
  const limits = new Set(findings.map(({ evidence }) => evidence.limit?.measure.text));
  const [only, ...others] = limits;
  return others.length === 0 ? only : undefined;
}
