import type { Derived } from '../graph/derivation';
import type { MigrationDomain, MovedDisk } from '../graph/domain-kinds';
import type { Workload } from '../graph/workload';
import { hiddenIn, known, unknown, type Known } from '../graph/known';
import { knownInputs } from '../graph/known-inputs';
import type { Origin } from '../graph/location';
import { coldSteps } from '../model/feasibility/cold-steps';
import type { Feasibility } from '../model/feasibility/feasibility';
import { rateNeededBy, reservedBy } from '../model/feasibility/live-move';
import { liveSteps, sizeSteps } from '../model/feasibility/live-steps';
import { rateStep, reservedStep } from '../model/feasibility/rate-steps';
import { inputs, type QuestionName } from '../model/inputs';
import { bytes, ratio, type BitsPerSecond, type Bytes, type Seconds } from '../model/units';
import type { Reason, Verdict } from '../model/verdict';
import { askMove, type AskedMove } from './ask-move';
import { derivedKnown } from './derive';
import type { LiveOutcome, MoveFacts, MovePolicy, PathFacts } from './facts';
import { flipsOfMove } from './flips-of-move';
import { judgeConvergence, openOf } from './judge-move';
import type { KnownQuestion } from './known-question';
import type { PlatformFacts } from './platform-facts';
import { givensFrom } from './shown-inputs';

const DATASTORE: Origin = { kind: 'default', reason: 'whether its datastore changes too' };
const DISKS: Origin = { kind: 'default', reason: 'those whose datastores change' };
const OPTION: Origin = { kind: 'default', reason: 'an option of the rule' };

/** What moving one workload over a path in a domain comes to, or what is missing to say so. */
export function moveFacts(
  { rateCap, disks }: MigrationDomain,
  path: PathFacts,
  workload: Workload | undefined,
  platform: PlatformFacts,
  policy: MovePolicy,
): MoveFacts {
  const nobody = unknown('not-declared', 'no workload class is declared');
  const told: KnownQuestion = {
    ...path.inputs,
    ...knownInputs('workload', (name) => workload?.[name] ?? nobody),
    rateCap,
    ...storageOf(disks),
    downtimeLimit: known(policy.downtimeLimit, OPTION),
    minGuestSpeed: known(policy.minGuestSpeed, OPTION),
  };
  const asked = askMove({ known: told, distance: distanceOf(path), platform });
  const { record, verdict, reasons } = judgeConvergence(asked.question, platform);
  const open = reasons.filter((reason) => reason.verdict === 'undetermined');
  // A cap that is unknown may be any: only without one is fast enough certain.
  const hiddenCap = verdict === 'feasible' ? hiddenIn(rateCap) : undefined;
  return {
    path,
    workload,
    platform,
    asked,
    rate: rateOf(asked, record, gapOf([{ input: 'bandwidth' }], told, platform)),
    live: hiddenCap ?? (verdict === 'undetermined' ? gapOf(open, told, platform) : liveOf(asked, record, verdict)),
    open: () => [...open, ...openOf(asked.question, platform, undefined, { verdict, reasons }).further],
    coldMove: coldMoveOf(asked, record),
    rateNeeded: rateNeededBy(asked.question),
    // Solving costs more than judging, and only the move that decides is shown.
    flips: () => flipsOfMove(asked.question),
  };
}

/** The disks that are copied over the link: where some stay, the sizes of the others. */
function storageOf(disks: readonly MovedDisk[] = []): Pick<KnownQuestion, 'sharedStorage' | 'disk'> | undefined {
  if (disks.length === 0 || disks.some(({ fate }) => fate === 'open')) return undefined;
  const carried = disks.filter(({ fate }) => fate === 'carried');
  const sharedStorage = known(carried.length === 0, DATASTORE);
  if (carried.length === 0 || carried.length === disks.length) return { sharedStorage };
  return { sharedStorage, disk: totalOf(carried) };
}

function totalOf(disks: readonly MovedDisk[]): Known<Bytes> {
  let total = 0;
  for (const { size } of disks) {
    if (!size.known) return size;
    total += size.value;
  }
  return known(bytes(total), DISKS);
}

const distanceOf = ({ trip }: PathFacts) => (trip.known ? trip.value.distance : undefined);

/**
 * What one move gets of a path: min(share x bandwidth x framing, window limit, loss limit, cap). Where window or loss
 * are not declared they do not limit, so that the result is an upper bound: "too slow" is certain, "fast enough" is not.
 */
function rateOf(
  asked: AskedMove,
  { numbers: { carried } }: Feasibility,
  gap: Known<never>,
): Known<Derived<BitsPerSecond>> {
  if (carried === undefined) return gap;
  return derivedKnown({
    value: carried.rate,
    get given() {
      return givensFrom(asked, (name) => inputs[name].owner === 'link' || name === 'rateCap');
    },
    get steps() {
      return [rateStep(asked.question, carried)];
    },
  });
}

/** The steps are many, and only the move that decides shows them. */
function liveOf(asked: AskedMove, { numbers }: Feasibility, verdict: Verdict): Known<Derived<LiveOutcome>> {
  const { live, carried } = numbers;
  if (live === undefined || carried === undefined) throw new Error(`a move without a rate came to ${verdict}`);
  return derivedKnown({
    value: { verdict, carried: carried.rate, needed: live.rateNeeded, guestSpeed: ratio(live.guestSpeed) },
    get given() {
      return givensFrom(asked, (name) => inputs[name].owner === 'workload');
    },
    get steps() {
      return [...sizeSteps(asked.question), ...liveSteps(asked.question, live)];
    },
  });
}

/** In the words of the first input that would decide. */
function gapOf(
  [first]: readonly Pick<Reason, 'input'>[],
  told: KnownQuestion,
  { throttles }: PlatformFacts,
): Known<never> {
  const why = first?.input === undefined ? reasonOf(throttles) : reasonOf(told[first.input]);
  return unknown('not-declared', why ?? 'an input that decides the verdict is unknown');
}

const reasonOf = (value: Known<unknown> | undefined): string | undefined =>
  value?.known === false ? value.reason.text : undefined;

function coldMoveOf(asked: AskedMove, { numbers }: Feasibility): Known<Derived<Seconds>> {
  const { cold } = numbers;
  if (cold === undefined) return unknown('not-declared', 'the disk or the rate of transfer is unknown');
  return derivedKnown({
    value: cold.window,
    given: [],
    get steps() {
      return coldSteps(asked.question, numbers);
    },
  });
}

/** What a link keeps for migration. */
const SHARING: ReadonlySet<QuestionName> = new Set(['bandwidth', 'share']);

/** What vendors' minimums are held against: share x bandwidth, or the cap of the configuration if that is less. */
export function reservedRate(
  { rateCap }: MigrationDomain,
  path: PathFacts,
  platform: PlatformFacts,
): Known<Derived<BitsPerSecond>> {
  const asked = askMove({ known: { ...path.inputs, rateCap }, distance: distanceOf(path), platform });
  const reserved = reservedBy(asked.question);
  // A cap alone bounds from above: too low a cap is certain without the link.
  if (reserved === undefined) return gapOf([{ input: 'bandwidth' }], path.inputs, platform);
  const derivation = reservedStep(asked.question);
  return derivedKnown({
    value: reserved,
    given: givensFrom(asked, (name) => name === 'rateCap' || (derivation !== undefined && SHARING.has(name))),
    steps: derivation === undefined ? [] : [derivation],
  });
}
