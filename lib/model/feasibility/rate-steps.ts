import { packetOverhead } from '../framing';
import { formatBandwidth, formatDuration, formatShare, formatSize, measure } from '../quantity';
import { ratio, type Bytes, type Seconds } from '../units';
import { framesOf, framingOf, reservedBy, type RateQuestion } from './live-move';
import type { Numbers } from './numbers';
import type { Question } from './question';
import type { Step } from './step';

/** What one move gets of the link. */
export function rateStep(question: RateQuestion, carried: NonNullable<Numbers['carried']>): Step {
  const { bandwidth, share = ratio(1), moves = 1, window, loss, rtt } = question;
  const framed = `${(framingOf(question) * 100).toFixed(1)} %`;
  const whole = bandwidth === undefined ? 'bandwidth' : formatBandwidth(bandwidth);
  const bottleneck = `${formatShare(share)} x ${whole} x ${framed}${moves === 1 ? '' : ` / ${moves}`}`;
  const parts = carried.limits
    .map(({ name, rate }) => {
      if (name === 'bottleneck') return bottleneck;
      // Without round trip a window does not limit.
      const inFlight = name === 'window' && window !== undefined && rtt !== undefined && rtt > 0;
      return `${name} ${inFlight ? windowed(window, rtt, question.streams) : formatBandwidth(rate)}`;
    })
    .join(', ');
  const bounded = window === undefined || rtt === undefined ? 'no window declared, so none limits' : 'window W / RTT';
  const lossy = loss === undefined || rtt === undefined ? 'no loss declared, so none limits' : 'loss RFC 9438';
  return {
    name: 'rate of transfer',
    formula: `min(share x bandwidth x framing${moves === 1 ? '' : ' / moves'}, window, loss, cap)`,
    working: carried.limits.length > 1 ? `min(${parts})` : bottleneck,
    result: measure('bandwidth', carried.rate),
    source: `bound by the ${carried.binds}; framing (MTU - 52) / (MTU + ${packetOverhead(framesOf(question))}), IEEE 802.3; ${bounded}; ${lossy}`,
  };
}

const windowed = (window: Bytes, rtt: Seconds, streams = 1): string =>
  `${streams === 1 ? '' : `${streams} x `}${formatSize(window)} x 8 / ${formatDuration(rtt)}`;

/** What vendors' minimums are held against; undefined where neither bandwidth nor cap is known. */
export function reservedStep(question: RateQuestion): Step | undefined {
  const { bandwidth, share = ratio(1), rateCap } = question;
  const reserved = reservedBy(question);
  if (reserved === undefined || bandwidth === undefined) return undefined;
  const part = `${formatShare(share)} x ${formatBandwidth(bandwidth)}`;
  const isCapped = rateCap !== undefined;
  return {
    name: 'bandwidth for migration',
    formula: isCapped ? 'min(share x bandwidth, cap)' : 'share x bandwidth',
    working: isCapped ? `min(${part}, ${formatBandwidth(rateCap)})` : part,
    result: measure('bandwidth', reserved),
    source: 'what vendors ask for is dedicated bandwidth',
  };
}

/** What would fill the link at its round trip. */
export function fillingSteps(
  { bandwidth, share = ratio(1), rtt, streams: declared = 1 }: Question,
  { filling }: Numbers,
): readonly Step[] {
  if (filling === undefined || bandwidth === undefined || rtt === undefined) return [];
  const streams = filling.streams === undefined ? '' : `; ${filling.streams} streams with the window declared`;
  return [
    {
      name: 'window that fills the link',
      formula: 'share x bandwidth x RTT / 8 / streams',
      working: `${formatShare(share)} x ${formatBandwidth(bandwidth)} x ${formatDuration(rtt)} / 8${declared === 1 ? '' : ` / ${declared}`}`,
      result: measure('size', filling.window),
      source: `bandwidth-delay product ${formatSize(filling.bandwidthDelayProduct)}${streams}`,
    },
  ];
}
