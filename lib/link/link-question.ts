import type { Question } from '../model/feasibility/question';
import type { DirtyPoint } from '../model/dirty-memory';
import { inputRow, inputs, optionNames, type OptionName } from '../model/inputs';
import { formatDuration, formatSize } from '../model/quantity';
import { distanceInterval } from '../model/round-trip';
import { movesAtOnce } from '../model/throughput';
import { bps, ms, ratio } from '../model/units';
import type { Requirement } from '../reference/platform-limit';
import { amountOf } from './amount';
import { flagOf } from './link-flags';
import type { InputFrom, LinkInput } from './link-record';
import type { PlatformProfile } from './platform-profile';
import type { LinkValues, ReadLink } from './read-options';
import { rowSource } from './row-source';

/** What is asked of the model, and where each of its inputs comes from. */
export interface AskedLink {
  readonly question: Question;
  readonly inputs: readonly LinkInput[];
}

/** Inputs that a record names in a line of numbers; the rest have lines of their own. */
type InputName = Exclude<OptionName, 'dirtyCurve' | 'vlanTagged' | 'sharedStorage'>;

const isPlain = (name: OptionName): name is InputName =>
  inputs[name].kind !== 'curve' && inputs[name].kind !== 'switch';

/** Options win over the platform's defaults, and those over ours; what none of them says stays unknown. */
export function askLink({ ends, values }: ReadLink, platform: PlatformProfile | undefined): AskedLink {
  const [a, b] = ends;
  const { platform: _, machines: __, fleetWindow: ___, ...asked } = values;
  const downtimeLimit = values.downtimeLimit ?? platform?.downtimeLimit?.value ?? ms(500);
  const moves = values.moves === undefined ? undefined : movesAtOnce(values.moves, platform?.concurrency?.value);
  const required = platform?.minBandwidth.certain;
  const stop = platform?.stop;
  const question: Question = {
    rtt: asked.rtt,
    distance: distanceInterval(a.position, b.position),
    bandwidth: asked.bandwidth,
    share: asked.share,
    mtu: asked.mtu,
    vlanTagged: values.vlanTagged,
    overlay: asked.overlay,
    loss: asked.loss,
    window: asked.window,
    streams: asked.streams,
    queue: asked.queue,
    congestionControl: asked.congestionControl,
    maxRtt: platform?.maxRtt.certain?.value,
    minBandwidth: required && bps(required.value * bandwidthShares(required, moves)),
    rateCap: values.rateCap ?? platform?.rateCap?.value,
    downtimeLimit,
    stop,
    // What nobody says slows the guest may still do it: a reason of its own then says that this is open.
    throttles: platform === undefined ? undefined : (platform.throttles?.value ?? true),
    minGuestSpeed: asked.minGuestSpeed,
    timeoutPerGib: platform?.timeoutPerGib?.value,
    moves,
    memory: asked.memory,
    nonZeroShare: asked.nonZeroShare,
    dirtyRate: asked.dirtyRate,
    workingSet: asked.workingSet,
    writes: asked.writes,
    dirtyCurve: asked.dirtyCurve,
    disk: asked.disk,
    diskChurn: asked.diskChurn,
    sinceSync: asked.sinceSync,
    sharedStorage: values.sharedStorage,
    totalTime: asked.totalTime,
    downtime: asked.downtime,
  };
  return { question, inputs: inputsOf(values, platform) };
}

/** How often a link must have what a platform asks for. */
export const bandwidthShares = ({ row }: Requirement<unknown>, moves = 1): number =>
  row.limit['bandwidthPer'] === 'concurrent migration' ? moves : 1;

function inputsOf(values: LinkValues, platform: PlatformProfile | undefined): readonly LinkInput[] {
  const inputs: LinkInput[] = [];
  for (const name of optionNames.filter(isPlain)) {
    const value = values[name];
    const byRow = platform === undefined ? undefined : rowInput(name, platform, values);
    if (byRow !== undefined && (value === undefined || name === 'moves')) {
      inputs.push(inputOf(name, byRow.value, { kind: 'platform', row: rowSource(byRow.row) }));
    } else if (value !== undefined) inputs.push(inputOf(name, value, { kind: 'option', option: flagOf(name) }));
    else inputs.push(...defaultInput(name, values, platform));
  }
  const { vlanTagged, sharedStorage, dirtyCurve } = values;
  if (dirtyCurve !== undefined) inputs.push(curveInput(dirtyCurve));
  if (vlanTagged === true) inputs.push(switchInput('VLAN tag', vlanTagged, '--vlan-tagged'));
  if (sharedStorage === false) inputs.push(switchInput('shared storage', sharedStorage, '--no-shared-storage'));
  return inputs;
}

function rowInput(name: InputName, platform: PlatformProfile, { moves }: LinkValues): Requirement<number> | undefined {
  if (name === 'downtimeLimit') return platform.downtimeLimit;
  if (name === 'rateCap') return platform.rateCap;
  const { concurrency } = platform;
  return name === 'moves' && moves !== undefined && concurrency !== undefined && moves > concurrency.value
    ? concurrency
    : undefined;
}

/** Defaults that change the answer; the others leave something unknown. */
function defaultInput(name: InputName, values: LinkValues, platform?: PlatformProfile): readonly LinkInput[] {
  const noRow =
    platform === undefined ? '' : `; none was read for ${platform.title} ${platform.version ?? ''}`.trimEnd();
  const fallback: Partial<Record<InputName, readonly [value: number | string, reason: string]>> = {
    share: [ratio(1), 'the whole link'],
    mtu: [1500, 'Ethernet'],
    downtimeLimit: [ms(500), `as live migration is commonly set${noRow}`],
    ...(values.memory !== undefined && {
      nonZeroShare: [ratio(1), 'all of it, which is the most there can be'],
    }),
    ...(values.memory !== undefined &&
      values.dirtyRate !== undefined && {
        workingSet: [values.memory * (values.nonZeroShare ?? 1), 'all memory to send, which is the worst case'],
        writes: ['random', 'in any order'],
      }),
    ...(platform !== undefined &&
      platform.throttles?.value !== false && {
        minGuestSpeed: [inputs.minGuestSpeed.otherwise.value, inputs.minGuestSpeed.otherwise.because],
      }),
  };
  const found = fallback[name];
  return found === undefined ? [] : [inputOf(name, found[0], { kind: 'default', reason: found[1] })];
}

function inputOf(name: InputName, value: number | string, from: InputFrom): LinkInput {
  const { noun: called, kind } = inputRow(name);
  if (kind === 'word' || kind === 'switch' || kind === 'curve' || kind === 'day' || typeof value === 'string') {
    return { name: called, value, unit: null, text: String(value), from };
  }
  const { unit, text } = amountOf(kind, value);
  return { name: called, value, unit, text, from };
}

function curveInput(points: readonly DirtyPoint[]): LinkInput {
  const text = points.map(({ within, dirtied }) => `${formatDuration(within)}: ${formatSize(dirtied)}`).join(', ');
  return { name: 'dirty curve', value: text, unit: null, text, from: { kind: 'option', option: '--dirty-curve' } };
}

const switchInput = (name: string, value: boolean, option: string): LinkInput => ({
  name,
  value,
  unit: null,
  text: value ? 'yes' : 'no',
  from: { kind: 'option', option },
});
