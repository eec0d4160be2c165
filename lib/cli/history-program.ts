/** What `lightbound report --history` alone needs; it is kept in a file of its own, with the database in it. */
export { dayCounts } from '../history/days';
export { HistoryError } from '../history/history-error';
export { openHistory } from '../history/open-history';
export { recordRuns } from '../history/record-runs';
export { lastReport, markReport, newestRun } from '../history/report-marks';
export { RunReader } from '../history/run-reader';
