import type { Coverage, DayCounts } from '../compliance/compliance-report';
import type { RecordedRun } from '../compliance/recorded-run';

/** What a report is about, oldest first. */
export interface Reported {
  readonly runs: readonly RecordedRun[];
  /** What was known earlier, to say what is new; undefined where nobody asks. */
  readonly earlier?: readonly RecordedRun[] | undefined;
  /** Only of a history. */
  readonly days?: readonly DayCounts[] | undefined;
  /** Only of a history of which stacks are to be left out. */
  readonly inactive?: Coverage['inactive'];
  /** The newest run that is known, for the next report; only of a history that has any. */
  readonly seen?: number | undefined;
}
