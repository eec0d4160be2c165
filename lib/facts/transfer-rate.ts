import type { Derived } from '../graph/derivation';
import { known, unknown, type Known } from '../graph/known';
import { rateStep } from '../model/feasibility/arithmetic';
import { carriedBy, type RateQuestion } from '../model/feasibility/live-move';
import { formatBandwidth, formatShare, measure } from '../model/quantity';
import { bps, bytes, ratio, type BitsPerSecond, type Bytes, type Ratio } from '../model/units';
import { derivedKnown, given, step } from './derive';
import type { PathFacts } from './facts';

const wholeLink: Known<Ratio> = known(ratio(1), { kind: 'default', reason: 'not declared: the whole link' });
const ethernetMtu: Known<Bytes> = known(bytes(1500), { kind: 'default', reason: 'not declared: Ethernet MTU' });

/** What is known of a path, as the model asks for it. A window or loss that is not declared does not limit. */
export function linkQuestion({ bandwidth, rtt, link }: PathFacts, cap: Known<BitsPerSecond>): RateQuestion {
  return {
    bandwidth: optional(bandwidth)?.value,
    rtt: optional(rtt)?.value,
    share: link && optional(link.share),
    mtu: link && optional(link.mtu),
    loss: link && optional(link.loss),
    window: link && optional(link.window),
    streams: link && optional(link.streams),
    queue: link && optional(link.queue),
    overlay: link && optional(link.overlay),
    congestionControl: link && optional(link.congestionControl),
    rateCap: optional(cap),
  };
}

/**
 * What one move gets of a path: min(share x bandwidth x framing, window limit, loss limit, cap). Where window or loss
 * are not declared they do not limit, so that the result is an upper bound: "too slow" is certain, "fast enough" is not.
 */
export function transferRate(path: PathFacts, cap: Known<BitsPerSecond>): Known<Derived<BitsPerSecond>> {
  const question = linkQuestion(path, cap);
  const carried = carriedBy(question);
  if (carried === undefined || !path.bandwidth.known) return unknownBandwidth(path);
  const { link } = path;
  const share = link?.share.known === true ? link.share : wholeLink;
  const mtu = link?.mtu.known === true ? link.mtu : ethernetMtu;
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
  return derivedKnown(step(carried.rate, rateStep(question, carried), ...inputs));
}
const unknownBandwidth = ({ bandwidth }: PathFacts): Known<never> =>
  bandwidth.known ? unknown('not-declared', 'the bandwidth is not declared') : bandwidth;

/** What vendors' minimums are held against: share x bandwidth, or the cap of the configuration if that is less. */
export function reservedRate(path: PathFacts, cap: Known<BitsPerSecond>): Known<Derived<BitsPerSecond>> {
  const capped = given('cap in the configuration', 'bandwidth', cap);
  // A cap alone bounds from above: too low a cap is certain without the link.
  if (!path.bandwidth.known) return capped.known ? capped : path.bandwidth;
  const share = path.link?.share.known === true ? path.link.share : wholeLink;
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

const optional = <T>(value: Known<T>): T | undefined => (value.known ? value.value : undefined);

function valueOf<T>(value: Known<T>): T {
  if (!value.known) throw new Error(value.reason.text);
  return value.value;
}
