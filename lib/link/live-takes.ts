import type { InputFlip } from '../model/feasibility/flip-points';
import { framingOf } from '../model/feasibility/live-move';
import type { Question } from '../model/feasibility/question';
import type { SolvedName } from '../model/inputs';
import { formatBandwidth, formatDuration, formatShare, formatSize } from '../model/quantity';
import { longestRttToFill, windowToFill } from '../model/throughput';
import { bps, ratio } from '../model/units';
import { linkFlip } from './link-flip';
import type { JudgedLink } from './judged-link';
import type { OptionTake } from './options-record';

/** How a value comes about that a live migration flips at, as far as it has a closed form. */
interface ClosedForm {
  readonly value: number;
  readonly formula: string;
  readonly working: string;
  readonly source: string;
}

/** How near the solver comes to a flip point; see `flipPoints`. */
const TOLERANCE = 1e-3;

/** What an input must be for a live migration, with the formula that it comes from; else that it is solved for. */
export function liveTake({ input, flip }: InputFlip, { link, record }: JudgedLink): OptionTake {
  const { question } = link.asked;
  const rateNeeded = record.numbers.live?.rateNeeded;
  const forms = [
    ...limitForms(input, question),
    ...(rateNeeded === undefined ? [] : rateForms(input, question, rateNeeded)),
  ];
  const closed = forms.find(({ value }) => Math.abs(value / flip.value - 1) < TOLERANCE);
  const { formula, working, source } = closed ?? SOLVED;
  return { ...linkFlip({ input, flip }), formula, working, source };
}

/** As one line, since there is nothing to put in. */
export const SOLVED = {
  formula: 'solved for, everything else as it is',
  working: 'solved for, everything else as it is',
  source: 'docs/model.md, section 7',
} as const;

/** What a vendor or a policy asks for. */
function limitForms(
  input: SolvedName,
  { maxRtt, minBandwidth, bandwidth, share = ratio(1) }: Question,
): readonly ClosedForm[] {
  const source = 'the limit of the platform';
  if (input === 'rtt' && maxRtt !== undefined) {
    return [{ value: maxRtt, formula: 'supported limit', working: formatDuration(maxRtt), source }];
  }
  if (minBandwidth === undefined) return [];
  const least = formatBandwidth(minBandwidth);
  if (input === 'bandwidth') {
    return [
      {
        value: minBandwidth / share,
        formula: 'minimum bandwidth / share',
        working: `${least} / ${formatShare(share)}`,
        source,
      },
    ];
  }
  if (input !== 'share' || bandwidth === undefined) return [];
  return [
    {
      value: minBandwidth / bandwidth,
      formula: 'minimum bandwidth / bandwidth',
      working: `${least} / ${formatBandwidth(bandwidth)}`,
      source,
    },
  ];
}

/** What carries the rate that pre-copy needs. */
function rateForms(input: SolvedName, question: Question, rate: number): readonly ClosedForm[] {
  const { bandwidth, share = ratio(1), moves = 1, window, streams = 1, rtt } = question;
  const needed = bps(rate);
  const framing = framingOf(question);
  const framed = `${(framing * 100).toFixed(1)} %`;
  const [many, each] = moves === 1 ? ['', ''] : [' x moves', ` x ${moves}`];
  const [perStream, parallel] = streams === 1 ? ['', ''] : [' / streams', ` / ${streams}`];
  const text = formatBandwidth(needed);
  const source = 'docs/model.md, sections 2 and 3';
  switch (input) {
    case 'bandwidth':
      return [
        {
          value: (rate * moves) / share / framing,
          formula: `rate of transfer needed${many} / share / framing`,
          working: `${text}${each} / ${formatShare(share)} / ${framed}`,
          source,
        },
      ];
    case 'share':
      return bandwidth === undefined
        ? []
        : [
            {
              value: (rate * moves) / bandwidth / framing,
              formula: `rate of transfer needed${many} / bandwidth / framing`,
              working: `${text}${each} / ${formatBandwidth(bandwidth)} / ${framed}`,
              source,
            },
          ];
    case 'window':
      return rtt === undefined
        ? []
        : [
            {
              value: windowToFill(needed, rtt, streams),
              formula: `rate of transfer needed x RTT / 8${perStream}`,
              working: `${text} x ${formatDuration(rtt)} / 8${parallel}`,
              source,
            },
          ];
    case 'rtt':
      return window === undefined
        ? []
        : [
            {
              value: longestRttToFill(needed, window, streams),
              formula: `${streams === 1 ? '' : 'streams x '}window x 8 / rate of transfer needed`,
              working: `${streams === 1 ? '' : `${streams} x `}${formatSize(window)} x 8 / ${text}`,
              source,
            },
          ];
    default:
      return [];
  }
}
