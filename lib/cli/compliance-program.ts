/** What `lightbound report` alone needs; the command line keeps it in a file of its own, so that a check does not load it. */
export { makeReport } from '../compliance/make-report';
export { envelopeReader, holdsResult, nameComplaint, timeComplaint } from '../compliance/read-envelope';
export { recordedResult } from '../compliance/recorded-run';
export { resultReader } from '../compliance/read-result';
export { complianceReports } from '../reports/compliance-reports';
