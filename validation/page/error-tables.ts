import { type Spread, summarise, type Summary } from '../compare';
import { groups } from '../point';
import { type PredictedRun, isMultifd, type Predictor } from './predicted-run';
import { list, paragraph, percentage, spreadText, table } from './markdown';

/** Section 2: how far off the model is. */

type Choice = readonly [name: string, cases: readonly PredictedRun[]];

export const summaryOf = (cases: readonly PredictedRun[], predictor: Predictor): Summary =>
  summarise(cases.map(({ compared }) => compared[predictor]));

/** From what a user can know, in a line. */
export function errorsText(cases: readonly PredictedRun[]): string {
  const { total, downtime, bytes } = summaryOf(cases, 'user');
  return `total time ${spreadText(total)}, downtime ${spreadText(downtime)}, bytes ${spreadText(bytes)}`;
}

export const heldOutOf = (cases: readonly PredictedRun[]): readonly PredictedRun[] =>
  cases.filter(({ part }) => part === 'held-out');
export const withoutMultifd = (cases: readonly PredictedRun[]): readonly PredictedRun[] =>
  cases.filter((one) => !isMultifd(one));
const cyclic = (cases: readonly PredictedRun[]): readonly PredictedRun[] =>
  cases.filter(({ point }) => point.pattern === 'cyclic');
const random = (cases: readonly PredictedRun[]): readonly PredictedRun[] =>
  cases.filter(({ point }) => point.pattern === 'random');

export function errorTable(cases: readonly PredictedRun[], predictor: Predictor): string {
  const heldOut = heldOutOf(cases);
  const choices: readonly Choice[] = [
    ['all', cases],
    ['fit', cases.filter(({ part }) => part === 'fit')],
    ['held-out', heldOut],
    ['held-out, cyclic writers', cyclic(heldOut)],
    ['held-out, random writers', random(heldOut)],
    ['held-out, without multifd', withoutMultifd(heldOut)],
    ['all without multifd', withoutMultifd(cases)],
    ['all without multifd, cyclic writers', cyclic(withoutMultifd(cases))],
    ['all without multifd, random writers', random(withoutMultifd(cases))],
    ['multifd', cases.filter(isMultifd)],
  ];
  return table(
    ['Runs', 'Count', 'Wrong verdicts', 'Total time', 'Downtime', 'Bytes'],
    choices.map(([name, some]) => [name, ...cells(summaryOf(some, predictor))]),
  );
}

const cells = ({ runs, wrongVerdicts, total, downtime, bytes }: Summary): readonly string[] => [
  String(runs),
  wrongText(wrongVerdicts),
  ...[total, downtime, bytes].map(spreadText),
];

const wrongText = (ids: readonly string[]): string => (ids.length === 0 ? 'none' : String(ids.length));

/** Errors of the earlier sweep, as predicted otherwise than in its cases. */
export const earlierTable = (choices: readonly (readonly [string, Summary])[]): string =>
  table(
    ['Prediction', 'Runs', 'Wrong verdicts', 'Total time', 'Downtime', 'Bytes'],
    choices.map(([name, summary]) => [name, ...cells(summary)]),
  );

export function groupTable(cases: readonly PredictedRun[]): string {
  const rows = groups.flatMap((group) => {
    const some = cases.filter(({ point }) => point.group === group);
    if (some.length === 0) return [];
    const user = summaryOf(some, 'user');
    return [
      [
        group,
        String(some.length),
        wrongText(user.wrongVerdicts),
        spreadText(user.total),
        spreadText(summaryOf(heldOutOf(some), 'user').total),
        spreadText(user.downtime),
        spreadText(user.bytes),
      ],
    ];
  });
  return table(['Group', 'Runs', 'Wrong verdicts', 'Total time', 'held-out', 'Downtime', 'Bytes'], rows);
}

/** What a part of the goals reads from errors. */
interface Goal {
  readonly name: string;
  readonly limit: number;
  readonly of: (cases: readonly PredictedRun[], predictor: Predictor) => number;
}

const goal = (name: string, what: 'total' | 'downtime' | 'bytes', at: keyof Spread, limit: number): Goal => ({
  name,
  limit,
  of: (cases, predictor) => summaryOf(cases, predictor)[what][at],
});

const goals: readonly Goal[] = [
  goal('total time, median', 'total', 'median', 0.015),
  goal('total time, 95th percentile', 'total', 'p95', 0.07),
  goal('downtime, median', 'downtime', 'median', 0.05),
  goal('downtime, 95th percentile', 'downtime', 'p95', 0.2),
  goal('bytes, median', 'bytes', 'median', 0.01),
  goal('bytes, 95th percentile', 'bytes', 'p95', 0.05),
  {
    name: 'total time of cyclic writers, 95th percentile',
    limit: 0.1,
    of: (cases, predictor) => summaryOf(cyclic(cases), predictor).total.p95,
  },
];

export const GOALS = goals.length;

export const goalsMet = (cases: readonly PredictedRun[], predictor: Predictor): number =>
  goals.filter(({ limit, of }) => of(cases, predictor) <= limit).length;

export function goalTable(cases: readonly PredictedRun[], predictor: Predictor): string {
  const sets = [heldOutOf(cases), withoutMultifd(heldOutOf(cases)), cases, withoutMultifd(cases)];
  return table(
    ['Goal', 'at most', 'Held-out', 'Held-out without multifd', 'All', 'All without multifd'],
    goals.map(({ name, limit, of }) => [
      name,
      percentage(limit),
      ...sets.map((set) => {
        const value = of(set, predictor);
        return `${percentage(value)} ${value <= limit ? 'met' : 'missed'}`;
      }),
    ]),
  );
}

/** So far from the edge a verdict must be right; a hair less, since dirty rates are whole pages a second. */
const FAR = 0.2 - 1e-4;

const farOf = (cases: readonly PredictedRun[]): readonly PredictedRun[] =>
  cases.filter(({ edge }) => Math.abs(edge - 1) >= FAR);

/** Wrong verdicts of runs so far from the edge that they should be right. */
export const wrongFar = (cases: readonly PredictedRun[]): readonly PredictedRun[] =>
  farOf(cases).filter(({ compared }) => !compared.user.isVerdictRight);

export function verdictText(cases: readonly PredictedRun[]): string {
  const far = farOf(cases);
  const beyond = far.filter(({ edge }) => edge > 1);
  const wrong = wrongFar(cases);
  const near = cases.filter(({ edge }) => Math.abs(edge - 1) < FAR);
  const nearWrong = near.filter(({ compared }) => !compared.user.isVerdictRight);
  return paragraph(`
    **Convergence right in every run 20 % or more from the edge: ${wrong.length === 0 ? 'met' : 'missed'}.** The edge is where
    the rate that it takes to converge equals the rate at which memory is sent. ${far.length} of ${cases.length} runs lie 20 %
    or more from it, ${beyond.length} of them beyond. Wrong: ${wrong.length === 0 ? 'none' : edges(wrong)}; of the
    ${near.length} nearer ones ${nearWrong.length === 0 ? 'none' : edges(nearWrong)}.`);
}

const edges = (cases: readonly PredictedRun[]): string =>
  list(cases.map(({ id, edge }) => `\`${id}\` (at ${edge.toFixed(3)} of the edge)`));

export function textbookTable(cases: readonly PredictedRun[]): string {
  const rows: readonly (readonly [string, Predictor])[] = [
    ['the model, from what a user can know', 'user'],
    ['the textbook, usable rate', 'usable'],
    ['the textbook, nominal bandwidth', 'nominal'],
  ];
  const plain = cases.filter((one) => one.point.mode !== 'auto-converge');
  return table(
    ['Prediction', 'Wrong verdicts', 'Compared', 'Total time', 'Downtime', 'Bytes'],
    rows.map(([name, predictor]) => {
      const { wrongVerdicts, total, downtime, bytes } = summaryOf(heldOutOf(plain), predictor);
      return [name, wrongText(wrongVerdicts), String(total.count), ...[total, downtime, bytes].map(spreadText)];
    }),
  );
}
