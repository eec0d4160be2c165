import type { RunResult } from '../../lib/findings/run-result';
import { blocked, tooFar } from './results';

const waiver = {
  while: ['rtt <= 12 ms'],
  reason: 'the ring is measured each night',
  owner: 'network-team',
  ticket: 'NET-1234',
  until: '2027-03-31',
};

const waiverRun = { ...waiver, ruleId: tooFar.ruleId, subject: 'x.*', stack: '*', outcome: 'violation' } as const;

/** A finding that the baseline knows, one that is worse than it was, and one that is fixed. */
export const later: RunResult = {
  ...blocked,
  findings: [
    { ...tooFar, state: 'worse', stateBecause: '31 ms now, 12 ms before' },
    { ...tooFar, state: 'known', fingerprint: 'b'.repeat(32), message: 'As it was.' },
  ],
  baseline: {
    new: 0,
    worse: 1,
    known: 1,
    fixed: [{ fingerprint: 'c'.repeat(32), ruleId: 'cluster-witness-rtt', message: 'It was too far.', stacks: [''] }],
  },
  summary: { ...blocked.summary, errors: 2, undetermined: 0, remarks: 0 },
};

/** One finding that somebody accepts, one whose waiver does not hold any longer, and a waiver of nothing. */
export const waived: RunResult = {
  ...blocked,
  findings: [
    {
      ...tooFar,
      waiver: { status: 'lapsed', because: '"rtt <= 12 ms" does not hold: round trip is 31 ms', ...waiver },
    },
    { ...tooFar, fingerprint: 'b'.repeat(32), message: 'Accepted.', waiver: { status: 'active', ...waiver } },
  ],
  waivers: [
    { ...waiverRun, status: 'active', waived: 1 },
    { ...waiverRun, status: 'lapsed', because: '"rtt <= 12 ms" does not hold', waived: 0 },
    {
      ...waiverRun,
      owner: 'storage-team',
      status: 'unused',
      because: 'no finding of this run is meant by it',
      waived: 0,
      declaredAt: { source: 'lightbound.waivers.yaml', path: 'waivers[2]', line: 14, column: 5 },
    },
  ],
  summary: { ...blocked.summary, errors: 1, undetermined: 0, remarks: 0, waived: 1 },
};
