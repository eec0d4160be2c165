import type { Bound } from '../facts/held-limit';
import { platformFacts, type PlatformFacts } from '../facts/platform-facts';
import { known, unknown } from '../graph/known';
import { inputs } from '../model/inputs';
import { formatBandwidth, formatDuration, formatShare } from '../model/quantity';
import { bps, ratio, type BitsPerSecond, type Seconds } from '../model/units';
import { amount } from './amount';
import type { CopyLink } from './copy-link';
import type { LinkReason } from './link-record';
import type { OptionCheck } from './option-check';
import { takeOf } from './option-take';
import type { OptionWay } from './options-record';
import { tripTake } from './trip-take';
import { keeps } from './rate-takes';
import type { LinkValues } from './read-options';
import { limitSource } from './reason-text';

/** The storage that is asked about; undefined where none is named. */
export function askedStorage({ storage }: LinkValues): PlatformFacts | undefined {
  if (storage === undefined) return undefined;
  const { product, version } = storage;
  const named =
    version === undefined
      ? unknown('not-declared', 'the version is unknown')
      : known(version, { kind: 'declaration', source: 'option', path: '--storage' });
  return platformFacts(product, named);
}

/** Up to which round trip storage is supported, as far as that is known. */
interface SupportedTrip {
  /** Beyond it the storage is unsupported, whatever is open. */
  readonly certain: Bound<Seconds> | undefined;
  /** Up to it the storage is supported, whatever is open. */
  readonly upTo: Seconds;
  /** By whose word. */
  readonly source: string;
  /** What is said of a round trip in between, and what would have to be known. */
  readonly between: string;
  readonly open: readonly string[];
}

function supportedTrip(storage: PlatformFacts | undefined): SupportedTrip {
  const { certain, doubtful } = storage?.maxRtt(undefined) ?? {};
  const strictest = doubtful ?? certain;
  if (storage === undefined || strictest === undefined) return byPolicy(storage);
  const text = formatDuration(strictest.value);
  const source = limitSource(strictest.row);
  const between =
    doubtful?.because === 'secondary-source'
      ? `is ${text}, according to a secondary source${source}`
      : `depends on the ${doubtful?.because ?? 'version'}: ${text} is the strictest${source}`;
  const open = storage.version.known ? [] : [`version of ${storage.title}`];
  return { certain, upTo: strictest.value, source, between, open };
}

/** Whose limit stands in where none is certain: the rule `stretched-cluster-rtt` has the same default. */
const POLICY_PRODUCT = 'vsan';

function byPolicy(storage: PlatformFacts | undefined): SupportedTrip {
  const policy = platformFacts(POLICY_PRODUCT, unknown('not-declared', 'no storage is named'));
  const { certain } = policy.maxRtt(undefined);
  if (certain === undefined) throw new Error(`${policy.title} has one limit in all its versions`);
  const limit = `${formatDuration(certain.value)} is that of ${policy.title}${limitSource(certain.row)}`;
  const isNamed = storage !== undefined;
  return {
    certain: undefined,
    upTo: certain.value,
    source: `${limitSource(certain.row)}, that of ${policy.title}: Lightbound's policy where ${isNamed ? 'none is certain' : 'no storage is named'}`,
    between: isNamed
      ? `of ${storage.title} is not certain; ${limit}`
      : `depends on the storage, which is not named (--storage); ${limit}`,
    open: [isNamed ? `supported round trip of ${storage.title}` : 'storage'],
  };
}

/** Up to which round trip storage is supported, and by whose word. */
export function storageRttCheck(
  copy: CopyLink,
  storage: PlatformFacts | undefined,
): { readonly check: OptionCheck; readonly shortest: Seconds } {
  const { certain, upTo, source, between, open } = supportedTrip(storage);
  const { least, ample } = copy.roundTrip;
  const isGiven = copy.question.rtt !== undefined;
  const ways = rttWays(copy, upTo, source);
  const text = formatDuration(least);
  const said = `round trip is ${isGiven ? '' : 'at least '}${text}; the supported limit`;
  const limitText = formatDuration(upTo);
  const answered = (
    verdict: OptionCheck['verdict'],
    message: string,
    limit: Seconds,
    rest: Partial<OptionCheck> & { readonly id?: string; readonly value?: Seconds } = {},
  ) => {
    const { id = 'rtt-within-storage-limit', value = least, ...more } = rest;
    const isOpen = verdict === 'undetermined' && !isGiven;
    const told = isOpen ? null : amount('duration', value);
    const reason = { verdict, id, message, value: told, limit: amount('duration', limit) };
    return { check: { verdict, reasons: [reason], ways, told: [], open: [], ...more }, shortest: upTo };
  };
  if (certain !== undefined && !keeps(least, certain.value)) {
    const message = `${said} is ${formatDuration(certain.value)}${limitSource(certain.row)}`;
    return answered('unsupported', message, certain.value);
  }
  if (keeps(ample, upTo)) {
    const most = isGiven ? text : `at most ${formatDuration(ample)}`;
    return answered('feasible', `round trip is ${most}; the supported limit is ${limitText}${source}`, upTo, {
      value: ample,
    });
  }
  if (!keeps(least, upTo)) {
    return answered('undetermined', `${said} ${between}`, upTo, { id: 'storage-rtt-limit-open', open });
  }
  const told = (ways[0]?.takes ?? []).map(({ input, passes, measure }) => ({
    noun: input,
    passes,
    measure,
    isNeeded: certain?.value === upTo,
  }));
  const message = `${inputs.rtt.noun} is unknown; at most ${limitText} is supported${source}`;
  return answered('undetermined', message, upTo, { id: 'rtt-unknown', told, open: [inputs.rtt.noun] });
}

function rttWays(copy: CopyLink, limit: Seconds, source: string): readonly OptionWay[] {
  const take = tripTake(copy, limit, {
    formula: 'supported limit',
    working: formatDuration(limit),
    source: source.trim(),
  });
  return take === undefined ? [] : [{ takes: [take] }];
}

/** What a vendor asks for of the link between the places: dedicated bandwidth. */
export function storageBandwidthCheck({ question }: CopyLink, storage: PlatformFacts): OptionCheck | undefined {
  const { certain, doubtful } = storage.minBandwidth(undefined);
  const strictest = doubtful ?? certain;
  if (strictest === undefined) return undefined;
  const { bandwidth, share = ratio(1) } = question;
  const source = limitSource(strictest.row);
  const take = takeOf('bandwidth', {
    passes: 'at least',
    value: strictest.value / share,
    formula: 'minimum bandwidth / share',
    working: `${formatBandwidth(strictest.value)} / ${formatShare(share)}`,
    source: source.trim(),
  });
  const ways = take === undefined ? [] : [{ takes: [take] }];
  const reason = (verdict: LinkReason['verdict'], message: string, bound: BitsPerSecond): LinkReason => ({
    verdict,
    id: 'bandwidth-above-storage-minimum',
    message,
    value: bandwidth === undefined ? null : amount('bandwidth', bps(bandwidth * share)),
    limit: amount('bandwidth', bound),
  });
  if (bandwidth === undefined) {
    const told =
      take === undefined ? [] : [{ noun: take.input, passes: take.passes, measure: take.measure, isNeeded: true }];
    return {
      verdict: 'undetermined',
      reasons: [
        reason(
          'undetermined',
          `${inputs.bandwidth.noun} is unknown; at least ${formatBandwidth(strictest.value)} is required${source}`,
          strictest.value,
        ),
      ],
      ways,
      told,
      open: [inputs.bandwidth.noun],
    };
  }
  const has = `bandwidth is ${formatBandwidth(bps(bandwidth * share))}; the minimum`;
  const isBroken = (bound: BitsPerSecond | undefined): bound is BitsPerSecond =>
    bound !== undefined && !keeps(bound, bandwidth * share);
  const verdict = isBroken(certain?.value) ? 'unsupported' : isBroken(strictest.value) ? 'undetermined' : 'feasible';
  const bound = verdict === 'unsupported' && certain !== undefined ? certain : strictest;
  const open = verdict === 'undetermined' && !storage.version.known ? [`version of ${storage.title}`] : [];
  const word = verdict === 'undetermined' ? 'may be' : 'is';
  return {
    verdict,
    reasons: [reason(verdict, `${has} ${word} ${formatBandwidth(bound.value)}${limitSource(bound.row)}`, bound.value)],
    ways,
    told: [],
    open,
  };
}
