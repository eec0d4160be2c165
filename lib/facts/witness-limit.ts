import type { Witness } from '../graph/domain-kinds';
import { ms, type Seconds } from '../model/units';
import type { PlatformLimit, Requirement } from '../reference/platform-limit';

/** What the rows of a witness ask for: one number, or two where it is unknown how many hosts a data site has. */
export interface WitnessLimit {
  readonly loosest: Requirement<Seconds>;
  readonly strictest: Requirement<Seconds>;
}

/** What may be asked for with the hosts of each data site; undefined where no row speaks of so many. */
export function witnessLimit(
  rows: readonly PlatformLimit[],
  { hostsPerSite, mayBeMore }: Pick<Witness, 'hostsPerSite' | 'mayBeMore'>,
): WitnessLimit | undefined {
  const found = rows.flatMap((row): readonly Requirement<Seconds>[] => {
    const { minHostsPerSite: least, maxHostsPerSite: most, maxRttMs } = row.limit;
    if (typeof least !== 'number' || typeof most !== 'number' || typeof maxRttMs !== 'number') return [];
    const speaks = hostsPerSite <= most && (hostsPerSite >= least || mayBeMore !== undefined);
    return speaks ? [{ value: ms(maxRttMs), row }] : [];
  });
  const sorted = found.sort((a, b) => a.value - b.value);
  const [strictest, loosest] = [sorted[0], sorted.at(-1)];
  return strictest && loosest && { loosest, strictest };
}
