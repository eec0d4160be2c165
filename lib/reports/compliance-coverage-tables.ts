import type { ComplianceReport, Coverage, StackState } from '../compliance/compliance-report';
import { count, grouped } from '../findings/count';
import { heads, number, numbers, text, type Chapter, type ReportTable, type Verdict } from './compliance-table';

const whatWasRead: Chapter = { id: 'read', title: 'What was read' };

const stateText: Readonly<Record<StackState['state'], readonly [string, Verdict]>> = {
  broken: ['broken', 'broken'],
  likely: ['probably broken', 'broken'],
  undetermined: ['undetermined', 'open'],
  waived: ['broken, and waived', 'open'],
  unread: ['nothing known in it', 'unknown'],
  holds: ['holds', 'holds'],
};

/** By state, the worst first. */
const stateOrder = Object.keys(stateText) as readonly StackState['state'][];

/** Each stack, the worst first. */
export function stackTable({ coverage }: ComplianceReport): ReportTable {
  const sorted = [...coverage.stacks].sort((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state));
  const runs = sorted.some(({ commit, time, environment }) => (commit ?? time ?? environment) !== undefined);
  return {
    id: 'stacks',
    title: 'Stacks',
    chapter: whatWasRead,
    head: [
      ...heads('Stack', 'Team', 'State'),
      ...numbers('Resources', 'Of known types'),
      ...heads('Result', ...(runs ? ['Run'] : [])),
    ],
    rows: sorted.map((one) => {
      const [state, verdict] = stateText[one.state];
      const run = [one.environment, one.commit, one.time].filter((part) => part !== undefined).join(', ');
      return [
        text(one.stack === '' ? '(no name)' : one.stack),
        text(one.team),
        { text: state, verdict },
        number(one.resources),
        number(one.understood),
        text(one.source),
        ...(runs ? [text(run)] : []),
      ];
    }),
  };
}

/** What was read, how much of it is known, and by which facts. */
export function coverageTables({ coverage }: ComplianceReport): readonly ReportTable[] {
  const { resources, understood, unread, unplaced, factsFiles, oldMeasurements, inactive } = coverage;
  return [
    ...(inactive === undefined ? [] : [inactiveTable(inactive)]),
    {
      id: 'coverage',
      title: 'Resources',
      chapter: whatWasRead,
      note: `${grouped(understood)} of ${count(resources, 'resource')} are of types that Lightbound knows. ${count(unplaced, 'resource')} ${unplaced === 1 ? 'has' : 'have'} no known site.`,
      head: [...heads('Type that is not known'), ...numbers('Resources')],
      rows: unread.slice(0, MOST_TYPES).map(({ type, count: many }) => [text(type), number(many)]),
      empty: '',
    },
    {
      id: 'facts',
      title: 'Facts files',
      chapter: whatWasRead,
      head: heads('File', 'SHA-256', 'Odd in it'),
      rows: factsFiles.map(({ path, sha256, remarks }) => [text(path), text(sha256), text(remarks.join('; '))]),
      empty: 'No check read a facts file: all that is known is in the documents.',
    },
    {
      id: 'age',
      title: 'Old measurements',
      chapter: whatWasRead,
      head: heads('Link'),
      rows: oldMeasurements.map((message) => [text(message)]),
      empty: 'No declared measurement is older than the rules allow.',
    },
  ];
}

const inactiveTable = ({ since, stacks }: NonNullable<Coverage['inactive']>): ReportTable => ({
  id: 'inactive',
  title: `Stacks not checked since ${since}`,
  chapter: whatWasRead,
  note: 'They are left out of everything else here.',
  head: heads('Stack', 'Environment', 'Last checked'),
  rows: stacks.map(({ stack, environment = '', lastChecked }) => [
    text(stack === '' ? '(no name)' : stack),
    text(environment),
    text(lastChecked),
  ]),
  empty: 'Every stack of the history was checked since then.',
});

const MOST_TYPES = 30;

export const loweredTable = ({ lowered }: ComplianceReport): ReportTable => ({
  id: 'lowered',
  title: 'Rules that are off or lowered',
  head: heads('Rule', 'Setting', 'Instead of', 'Set in', 'Results'),
  rows: lowered.map(({ ruleId, name, value, default: own, declaredAt, sources }) => [
    text(ruleId),
    text(`${name} ${value}`),
    text(own),
    text(declaredAt === undefined ? '' : `${declaredAt.source} ${declaredAt.path}`),
    text(sources.join(', ')),
  ]),
  empty: 'Every rule has its own level.',
});

export const errorTable = ({ errors }: ComplianceReport): ReportTable => ({
  id: 'errors',
  title: 'What failed',
  head: heads('Where', 'What'),
  rows: errors.map(({ where, message }) => [text(where), text(message)]),
});
