/* oxlint-disable typescript/no-require-imports -- only a page with drawings loads the charting library */
import type { ComplianceReport, DayCounts } from '../compliance/compliance-report';
import { heads, number, numbers, text, type ReportTable } from './compliance-table';
import type * as linkCharts from './link-charts';

/** Two years, a row a month. */
const MOST_ROWS = 24;

/** What all stacks came to at the end of each month, the newest first. */
export function dayTable({ days = [] }: ComplianceReport): ReportTable {
  const lastOfMonth = new Map(days.map((day): [string, DayCounts] => [day.day.slice(0, 'YYYY-MM'.length), day]));
  const shown = [...lastOfMonth.values()].reverse();
  const left = shown.length - MOST_ROWS;
  return {
    id: 'days',
    title: 'Over time',
    note: `The last day of each month on which something was checked, with all stacks as they were known by then.${left > 0 ? ' The report as JSON has every day.' : ''}`,
    head: [
      ...heads('Day'),
      ...numbers('Stacks', 'Break a rule', 'Probably', 'Undetermined', 'Errors', 'Warnings'),
      ...numbers('Notes', 'Waived').map((head) => ({ ...head, isOptional: true })),
    ],
    rows: shown
      .slice(0, MOST_ROWS)
      .map(({ day, stacks, broken, likely, open, errors, warnings, notes, waived }) => [
        text(day),
        ...[stacks, broken, likely, open, errors, warnings, notes, waived].map(number),
      ]),
  };
}

/** The chart of the days; nothing of a single one. */
export function daysChart({ days = [] }: ComplianceReport): string {
  if (days.length < 2) return '';
  const { daysHtml } = require('./link-charts') as typeof linkCharts;
  return `<div class="chart" tabindex="0" role="region" aria-label="Chart: stacks over time">${daysHtml(days)}</div>`;
}
