import { ms, type Seconds } from '../model/units';
import type { PlatformLimit, Requirement } from '../reference/platform-limit';

/** What the rows of a witness ask for with so many hosts in each data site; undefined where none speaks of so many. */
export function witnessLimit(rows: readonly PlatformLimit[], hostsPerSite: number): Requirement<Seconds> | undefined {
  const row = rows.find(({ limit: { minHostsPerSite: least, maxHostsPerSite: most } }) => {
    return typeof least === 'number' && typeof most === 'number' && hostsPerSite >= least && hostsPerSite <= most;
  });
  const value = row?.limit['maxRttMs'];
  return row === undefined || typeof value !== 'number' ? undefined : { value: ms(value), row };
}
