import type { ComplianceReport, ControlTally, ReportedWaiver, Tally } from '../compliance/compliance-report';
import { count } from '../findings/count';
import { coverageTables, errorTable, loweredTable, stackTable } from './compliance-coverage-tables';
import { dayTable } from './compliance-days';
import { moveTable } from './compliance-move-table';
import { pairTable } from './compliance-pair-table';
import {
  heads,
  number,
  numbers,
  text,
  type Cell,
  type Chapter,
  type Head,
  type ReportTable,
  type Verdict,
} from './compliance-table';

const tallyHeads: readonly Head[] = [
  ...numbers('Errors', 'Warnings'),
  ...numbers('Notes', 'Undetermined', 'Waived').map((head) => ({ ...head, isOptional: true })),
  ...numbers('Stacks affected'),
];
const tallyCells = ({ errors, warnings, notes, undetermined, waived, stacks }: Tally): readonly Cell[] =>
  [errors, warnings, notes, undetermined, waived, stacks].map(number);

/** Every table of the report, in the order in which it is read. */
export const reportTables = (report: ComplianceReport): readonly ReportTable[] =>
  [
    trendTable(report),
    dayTable(report),
    teamTable(report),
    categoryTable(report),
    ruleTable(report),
    ...frameworkTables(report),
    waiverTable(report),
    missingTable(report),
    pairTable(report),
    moveTable(report),
    stackTable(report),
    ...coverageTables(report),
    loweredTable(report),
    errorTable(report),
  ]
    .filter(({ rows, empty }) => rows.length > 0 || empty !== undefined)
    .map(withoutEmptyColumns);

function withoutEmptyColumns(table: ReportTable): ReportTable {
  const { head, rows } = table;
  const isTold = head.map(
    ({ isOptional }, column) => isOptional !== true || rows.some((row) => row[column]?.text !== '0'),
  );
  const told = <Item>(items: readonly Item[]): readonly Item[] => items.filter((_, column) => isTold[column]);
  return { ...table, head: told(head), rows: rows.map(told) };
}

function trendTable({ trend, days }: ComplianceReport): ReportTable {
  const base = { id: 'trend', title: 'Since the last report', head: heads('Fixed', 'Rule', 'Stacks') };
  if (trend === undefined) {
    return {
      ...base,
      rows: [],
      empty:
        days === undefined
          ? 'Nothing earlier was given. Earlier results say what is new: --since RESULTS, or check with --baseline.'
          : 'The history holds no report of an earlier day. The next report is compared with this one; --since DAY compares with any.',
    };
  }
  const against = {
    results: 'the earlier results',
    history: 'what was known then',
    baselines: 'the baselines of the checks',
  }[trend.comparedWith];
  const news =
    trend.newStacks.length === 0 ? '' : ` ${count(trend.newStacks.length, 'stack')} had nothing to compare with.`;
  return {
    ...base,
    note: `Against ${against}: ${trend.new} new, ${trend.worse} worse, ${trend.known} known, ${trend.fixed.length} fixed.${news}`,
    rows: trend.fixed.map(({ message, ruleId, stacks }) => [text(message), text(ruleId), text(stacks.join(', '))]),
    empty: '',
  };
}

const teamTable = ({ teams }: ComplianceReport): ReportTable => ({
  id: 'teams',
  title: 'By team',
  note: 'The team is what the labels of a run say, else the name of the stack up to its first slash.',
  head: [...heads('Team'), ...numbers('Stacks'), ...tallyHeads],
  rows: teams.map((team) => [text(team.team), number(team.of), ...tallyCells(team)]),
});

const categoryTable = ({ categories }: ComplianceReport): ReportTable => ({
  id: 'categories',
  title: 'By kind of risk',
  head: [...heads('Risk'), ...tallyHeads],
  rows: categories.map((one) => [text(one.category.replaceAll('-', ' ')), ...tallyCells(one)]),
});

const ruleTable = ({ rules }: ComplianceReport): ReportTable => ({
  id: 'rules',
  title: 'By rule',
  head: [...heads('Rule', 'Law', 'Level'), ...numbers('Judged', 'Passed'), ...tallyHeads],
  rows: rules.map((rule) => [
    { text: rule.id, ...(rule.help !== undefined && { url: rule.help }) },
    text(rule.law),
    text(`${rule.levels.join(', ')}${rule.failed ? '; failed' : ''}`),
    number(rule.subjects),
    number(rule.passes),
    ...tallyCells(rule),
  ]),
});

const byFramework: Chapter = {
  id: 'frameworks',
  title: 'By framework',
  note: 'Which rules say something of which control is our mapping, not that of the framework. A rule tests one way to miss a control, never the whole of it.',
};

const statusText: Readonly<Record<ControlTally['status'], readonly [string, Verdict]>> = {
  broken: ['a rule is broken', 'broken'],
  likely: ['a rule is probably broken', 'broken'],
  open: ['undetermined', 'open'],
  waived: ['broken, and waived', 'open'],
  holds: ['all judged hold', 'holds'],
  'not-checked': ['nothing judged', 'unknown'],
};

const frameworkTables = ({ frameworks }: ComplianceReport): readonly ReportTable[] =>
  frameworks.map(({ id, title, controls }) => ({
    id: `framework-${id}`,
    title,
    chapter: byFramework,
    head: [...heads('Control', 'Title', 'Rules that judged', 'Status'), ...tallyHeads],
    rows: controls.map((control) => {
      const [status, verdict] = statusText[control.status];
      return [
        { text: control.id, url: control.source.url },
        text(control.title),
        text(control.rules.join(', ')),
        { text: status, verdict },
        ...tallyCells(control),
      ];
    }),
  }));

const waiverTable = ({ waivers }: ComplianceReport): ReportTable => ({
  id: 'waivers',
  title: 'Waivers',
  note: 'The first to end first.',
  head: [
    ...heads('Until', 'Left', 'Owner', 'Ticket', 'Rule', 'Stack', 'While', 'Reason', 'Status'),
    ...numbers('Findings'),
  ],
  rows: waivers.map((waiver) => [
    text(waiver.until),
    text(waiver.daysLeft < 0 ? 'over' : count(waiver.daysLeft, 'day')),
    text(waiver.owner),
    text(waiver.ticket),
    text(waiver.ruleId),
    text(waiver.stack),
    text(waiver.while.join(' and ')),
    text(waiver.reason),
    waiverStatus(waiver),
    number(waiver.waived),
  ]),
  empty: 'No waiver is declared.',
});

function waiverStatus({ status, because }: ReportedWaiver): Cell {
  const verdict: Verdict = status === 'active' ? 'holds' : status === 'elsewhere' ? 'unknown' : 'broken';
  return { text: status, verdict, ...(because !== undefined && { detail: because }) };
}

const missingTable = ({ missing }: ComplianceReport): ReportTable => ({
  id: 'undetermined',
  title: 'Undetermined: what to declare',
  note: 'What is undetermined is no pass. The fact that most findings wait for is first.',
  head: [...heads('Declare', 'Who', 'Stacks', 'Rules'), ...numbers('Findings')],
  rows: missing.map((fact) => [
    text(fact.declare),
    text(fact.teams.join(', ')),
    text(fact.stacks.join(', ')),
    text(fact.rules.join(', ')),
    number(fact.findings.length),
  ]),
  empty: 'Nothing waits for a fact.',
});
