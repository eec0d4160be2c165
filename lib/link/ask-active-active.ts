import { helpAddress } from '../findings/help-address';
import { inputs } from '../model/inputs';
import type { CopyLink } from './copy-link';
import { failoverCheck } from './failover-check';
import { answerOf } from './option-check';
import type { OptionAnswer } from './options-record';
import type { LinkValues } from './read-options';
import { recoveryCheck } from './recovery-check';

/** The service runs in each place by itself; of the link it asks the asynchronous replication of its data only. */
export function askActiveActive(copy: CopyLink, values: LinkValues): OptionAnswer {
  const recovery = recoveryCheck(copy, values);
  const failover = failoverCheck([{ noun: inputs.dnsTime.noun, value: values.dnsTime }], values.rto);
  return answerOf(
    {
      id: 'active-active',
      name: 'active-active',
      sees: [
        'nothing while it runs',
        recovery.point === undefined
          ? 'where a place fails, its newest writes are lost, as far as the other lags'
          : `where a place fails, its writes of the last ${recovery.point} are lost`,
        `its clients use the other place after ${failover.time ?? 'DNS time'}`,
      ],
      asks: 'data that merges, or one home for each record; no lock, session or transaction that spans both places',
      steps: [...recovery.steps, ...failover.steps],
      notes: [
        'no machine is copied or moved; each direction of the link carries the changes of one place, at most all of them',
        `each place must carry the load of both: see ${helpAddress('docs/scale-out.md')}`,
      ],
    },
    [recovery.check, ...(failover.check === undefined ? [] : [failover.check])],
    copy.impossible,
  );
}
