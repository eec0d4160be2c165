import type { Derived } from '../graph/derivation';
import { known, type Known } from '../graph/known';
import { framingEfficiency, segmentSize } from '../model/framing';
import { formatBandwidth, formatShare, measure } from '../model/quantity';
import { throughput } from '../model/throughput';
import { bps, bytes, ratio, type BitsPerSecond, type Bytes, type Ratio } from '../model/units';
import { derivedKnown, given, step } from './derive';
import type { PathFacts } from './facts';

const wholeLink: Known<Ratio> = known(ratio(1), { kind: 'default', reason: 'not declared: the whole link' });
const ethernetMtu: Known<Bytes> = known(bytes(1500), { kind: 'default', reason: 'not declared: Ethernet MTU' });

/**
 * What one move gets of a path: min(share x bandwidth x framing, window limit, loss limit, cap). Where window or loss
 * are not declared they do not limit, so that the result is an upper bound: "too slow" is certain, "fast enough" is not.
 */
export function transferRate(path: PathFacts, cap: Known<BitsPerSecond>): Known<Derived<BitsPerSecond>> {
  if (!path.bandwidth.known) return path.bandwidth;
  const { link } = path;
  const share = link?.migrationShare.known === true ? link.migrationShare : wholeLink;
  const mtu = link?.mtu.known === true ? link.mtu : ethernetMtu;
  const framing = framingEfficiency({ mtu: valueOf(mtu) });
  const carried = throughput({
    bottleneck: path.bandwidth.value.value,
    framing,
    share: valueOf(share),
    rtt: optional(path.rtt)?.value,
    window: link === undefined ? undefined : optional(link.window),
    streams: link === undefined ? undefined : optional(link.streams),
    loss: link === undefined ? undefined : optional(link.loss),
    segment: segmentSize(valueOf(mtu)),
    platformCap: optional(cap),
  });
  const framed = `${(framing * 100).toFixed(1)} %`;
  const bottleneck = `${formatShare(valueOf(share))} x ${formatBandwidth(path.bandwidth.value.value)} x ${framed}`;
  const parts = carried.limits
    .map(({ name, rate }) => (name === 'bottleneck' ? bottleneck : `${name} ${formatBandwidth(rate)}`))
    .join(', ');
  const inputs = [
    path.bandwidth.value,
    ...[
      given('share for migration', 'share', share),
      given('MTU', 'size', mtu),
      ...(link === undefined ? [] : [given('loss', 'share', link.loss), given('window', 'size', link.window)]),
      given('cap in the configuration', 'bandwidth', cap),
    ].flatMap((one) => (one.known ? [one.value] : [])),
    ...(path.rtt.known && carried.limits.length > 1 ? [path.rtt.value] : []),
  ];
  return derivedKnown(
    step(
      carried.rate,
      {
        name: 'rate of transfer',
        formula: 'min(share x bandwidth x framing, window, loss, cap)',
        working: carried.limits.length > 1 ? `min(${parts})` : bottleneck,
        result: measure('bandwidth', carried.rate),
        source: `bound by the ${carried.binds}; framing (MTU - 52) / (MTU + 38), IEEE 802.3; ${limitsText(link)}`,
      },
      ...inputs,
    ),
  );
}

/** What vendors' minimums are held against: share x bandwidth, or the cap of the configuration if that is less. */
export function reservedRate(path: PathFacts, cap: Known<BitsPerSecond>): Known<Derived<BitsPerSecond>> {
  const capped = given('cap in the configuration', 'bandwidth', cap);
  // A cap alone bounds from above: too low a cap is certain without the link.
  if (!path.bandwidth.known) return capped.known ? capped : path.bandwidth;
  const share = path.link?.migrationShare.known === true ? path.link.migrationShare : wholeLink;
  const part = given('share for migration', 'share', share);
  const whole = path.bandwidth.value;
  const value = bps(Math.min(whole.value * valueOf(share), optional(cap) ?? Infinity));
  const least = cap.known
    ? `min(${formatShare(valueOf(share))} x ${formatBandwidth(whole.value)}, ${formatBandwidth(cap.value)})`
    : `${formatShare(valueOf(share))} x ${formatBandwidth(whole.value)}`;
  return derivedKnown(
    step(
      value,
      {
        name: 'bandwidth for migration',
        formula: cap.known ? 'min(share x bandwidth, cap)' : 'share x bandwidth',
        working: least,
        result: measure('bandwidth', value),
        source: 'what vendors ask for is dedicated bandwidth',
      },
      whole,
      part.known ? part.value : undefined,
      capped.known ? capped.value : undefined,
    ),
  );
}

/** An undeclared window or loss is no limit, which the reader must know. */
function limitsText(link: PathFacts['link']): string {
  const window = link?.window.known === true ? 'window W / RTT' : 'no window declared, so none limits';
  const loss = link?.loss.known === true ? 'loss RFC 9438' : 'no loss declared, so none limits';
  return `${window}; ${loss}`;
}

const optional = <T>(value: Known<T>): T | undefined => (value.known ? value.value : undefined);

function valueOf<T>(value: Known<T>): T {
  if (!value.known) throw new Error(value.reason.text);
  return value.value;
}
