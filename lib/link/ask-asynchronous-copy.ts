import { inputs } from '../model/inputs';
import type { CopyLink } from './copy-link';
import { failoverCheck } from './failover-check';
import { answerOf } from './option-check';
import type { OptionAnswer } from './options-record';
import type { LinkValues } from './read-options';
import { recoveryCheck } from './recovery-check';

/** A copy that follows the machine asynchronously, and is started where the machine fails. */
export function askAsynchronousCopy(copy: CopyLink, values: LinkValues): OptionAnswer {
  const recovery = recoveryCheck(copy, values);
  const failover = failoverCheck(
    [
      { noun: inputs.startTime.noun, value: values.startTime },
      { noun: inputs.dnsTime.noun, value: values.dnsTime },
    ],
    values.rto,
  );
  return answerOf(
    {
      id: 'asynchronous-copy',
      name: 'asynchronous copy with failover',
      sees: [
        'nothing while it runs',
        recovery.point === undefined
          ? 'at a failure the newest writes are lost, as far as the copy lags'
          : `at a failure the writes of the last ${recovery.point} are lost`,
        `downtime of a failover is ${failover.time ?? 'start time + DNS time'}`,
      ],
      asks: null,
      steps: [...recovery.steps, ...failover.steps],
      notes: [],
    },
    [recovery.check, ...(failover.check === undefined ? [] : [failover.check])],
    copy.impossible,
  );
}
