import { formatBandwidth, formatDataRate } from '../model/quantity';
import { inputs } from '../model/inputs';
import { bytesPerSecond, toBitsPerSecond, type BytesPerSecond } from '../model/units';
import type { CopyLink } from './copy-link';
import type { OptionTake } from './options-record';
import { takeOf } from './option-take';
import type { LinkValues } from './read-options';

/** What changes in a second and has to be sent: what is declared of replication, else of the disk. */
export interface AskedChanges {
  readonly name: 'changeRate' | 'diskChurn';
  readonly noun: string;
  /** Undefined where nobody says it. */
  readonly rate: BytesPerSecond | undefined;
  readonly text: string;
}

export function askedChanges({ changeRate, diskChurn }: LinkValues): AskedChanges {
  const name = changeRate === undefined ? 'diskChurn' : 'changeRate';
  const rate = changeRate ?? diskChurn;
  return { name, noun: inputs[name].noun, rate, text: rate === undefined ? '' : formatDataRate(rate) };
}

/** Up to what changes a copy keeps up with what is written. */
export const changesToKeep = ({ name }: AskedChanges, { worst }: CopyLink): OptionTake | undefined =>
  takeOf(name, {
    passes: 'at most',
    value: bytesPerSecond(worst / 8),
    formula: 'rate / 8',
    working: `${formatBandwidth(worst)} / 8`,
    source: 'docs/model.md, section 6',
  });

/** The rate that keeps up with changes. */
export const rateToKeep = (changes: BytesPerSecond, text: string) => ({
  rate: toBitsPerSecond(changes),
  formula: 'changes x 8',
  working: `${text} x 8`,
  source: 'docs/model.md, section 6',
});
