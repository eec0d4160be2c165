import type { DirtyPoint } from '../graph/workload';
import { known, unknown, type Known } from '../graph/known';
import { type QuantityKind, type QuantityOf } from '../model/quantity';
import { bytes, type Bytes } from '../model/units';
import { buildMatcher } from './build-site';
import { checkedQuantity, type OriginOf } from './checked-quantity';
import type { DeclaredLink, RuleSetting, WorkloadClass } from './declarations';
import type { FactPath } from './fact-error';
import type { WrittenFacts } from './facts-schema';

type Written<Group extends 'workloads' | 'rules'> = NonNullable<WrittenFacts[Group]>[string];
type WrittenLink = NonNullable<WrittenFacts['links']>[number];

export function buildLink(link: WrittenLink, path: FactPath, originOf: OriginOf): DeclaredLink {
  const [a, b] = link.between;
  const read = reader(`link ${a} - ${b}`, path, originOf);
  return {
    between: [a, b],
    bandwidth: read.quantity('bandwidth', 'bandwidth', 'bandwidth', link.bandwidth),
    rtt: read.quantity('rtt', 'round-trip time', 'duration', link.rtt),
    loss: read.quantity('loss', 'loss', 'share', link.loss),
    mtu: read.value('mtu', 'MTU', link.mtu, mtuOf),
    migrationShare: read.quantity('migrationShare', 'share for migration', 'share', link.migrationShare),
    streams: read.value('streams', 'number of streams', link.streams, (streams) => streams),
    window: read.quantity('window', 'window', 'size', link.window),
    queue: read.quantity('queue', 'queue', 'size', link.queue),
    overlay: read.value('overlay', 'overlay', link.overlay, (overlay) => overlay),
    congestionControl: read.value('congestionControl', 'congestion control', link.congestionControl, (one) => one),
    measuredOn: read.value('measuredOn', 'day of measurement', link.measuredOn, (day) => day),
    origin: originOf(path, 'key'),
  };
}

export function buildWorkload(
  id: string,
  workload: Written<'workloads'>,
  path: FactPath,
  originOf: OriginOf,
): WorkloadClass {
  const read = reader(`workload ${id}`, path, originOf);
  return {
    id,
    memory: read.quantity('memory', 'memory', 'size', workload.memory),
    nonZeroShare: read.quantity('nonZeroShare', 'non-zero share', 'share', workload.nonZeroShare),
    dirtyRate: read.quantity('dirtyRate', 'dirty rate', 'data-rate', workload.dirtyRate),
    workingSet: read.quantity('workingSet', 'working set', 'size', workload.workingSet),
    writes: read.value('writes', 'order of writes', workload.writes, (writes) => writes),
    dirtyCurve: read.value('dirtyCurve', 'dirty curve', workload.dirtyCurve, (points) => points.map(dirtyPoint)),
    disk: read.quantity('disk', 'disk', 'size', workload.disk),
    diskChurn: read.quantity('diskChurn', 'disk churn', 'data-rate', workload.diskChurn),
    match: (workload.match ?? []).map(buildMatcher),
    origin: originOf(path, 'key'),
  };
}

export function buildRule(rule: Written<'rules'>, path: FactPath, originOf: OriginOf): RuleSetting {
  const origin = originOf(path, 'key');
  if (typeof rule === 'string') return { level: rule, options: {}, origin };
  const options = rule.options ?? {};
  const names = Object.keys(options);
  return {
    ...(rule.level === undefined ? {} : { level: rule.level }),
    options,
    optionOrigins: Object.fromEntries(names.map((name) => [name, originOf([...path, 'options', name])])),
    origin,
  };
}

function reader(owner: string, path: FactPath, originOf: OriginOf) {
  const value = <W, T>(key: string, noun: string, written: W | undefined, read: (written: W) => T): Known<T> =>
    written === undefined
      ? unknown('not-declared', `${owner}: ${noun} not declared`)
      : known(read(written), originOf([...path, key]));
  const quantity = <K extends QuantityKind>(
    key: string,
    noun: string,
    kind: K,
    written: string | undefined,
  ): Known<QuantityOf<K>> => value(key, noun, written, (text) => checkedQuantity(kind, text));
  return { value, quantity };
}

const dirtyPoint = (point: { readonly within: string; readonly dirtied: string }): DirtyPoint => ({
  within: checkedQuantity('duration', point.within),
  dirtied: checkedQuantity('size', point.dirtied),
});

const mtuOf = (mtu: number | string): Bytes => (typeof mtu === 'number' ? bytes(mtu) : checkedQuantity('size', mtu));
