import type { ComplianceReport, StackState } from '../compliance/compliance-report';
import { grouped } from '../findings/count';
import { daysChart } from './compliance-days';
import { complianceFindings } from './compliance-findings';
import { complianceStyle } from './compliance-html-style';
import { complianceMap } from './compliance-map';
import { markHtml } from './compliance-mark';
import { moveCharts } from './compliance-move-charts';
import { liveMigration } from './compliance-move-table';
import type { Cell, Chapter, Head, ReportTable } from './compliance-table';
import { reportTables } from './compliance-tables';
import { escapeStrings, escapeXml } from './escape';
import { unbroken } from './unbroken';

/** The whole report as a page of its own: no script, nothing loaded, readable without the map. */
export function complianceHtml(report: ComplianceReport): string {
  const safe = escapeStrings(report);
  const only = safe.only === undefined ? '' : `, rules of ${safe.only} alone`;
  const tables = reportTables(safe);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(`Lightbound report of ${safe.today}`)}</title>
<style>${complianceStyle}</style>
</head>
<body>
<main>
<h1>${escapeXml(`Lightbound report of ${safe.today}${only}`)}</h1>
<p class="sentence">${unbroken(safe.sentence)}</p>
<p class="more">${safe.more.map(unbroken).join(' ')}</p>
${stateList(safe)}
${contents(tables)}
${section('map', 'Where', complianceMap(safe) || '<p>No site has a known position.</p>')}
${chaptersOf(tables)
  .map((chapter) => chapterHtml(chapter, charts[chapter.id]?.(safe) ?? ''))
  .join('\n')}
${section('findings', 'Findings', complianceFindings(safe.findings))}
</main>
</body>
</html>
`;
}

/** What is drawn at the end of a chapter. */
const charts: Readonly<Record<string, (report: ComplianceReport) => string>> = {
  days: daysChart,
  [liveMigration.id]: moveCharts,
};

const stateNames: readonly (readonly [StackState['state'], string])[] = [
  ['broken', 'break a rule'],
  ['likely', 'probably break one'],
  ['undetermined', 'undetermined'],
  ['waived', 'break only what is waived'],
  ['holds', 'hold all that was judged'],
  ['unread', 'nothing known in them'],
];

const stateList = ({ coverage }: ComplianceReport): string =>
  `<ul class="states" aria-label="Stacks by state">${stateNames
    .map(([state, name]) => [coverage.stacks.filter((one) => one.state === state).length, name] as const)
    .filter(([many]) => many > 0)
    .map(([many, name]) => `<li><b>${grouped(many)}</b> ${name}</li>`)
    .join('')}</ul>`;

interface ChapterOfTables extends Chapter {
  readonly tables: readonly ReportTable[];
}

/** Tables that stand alone are chapters of their own. */
const chaptersOf = (tables: readonly ReportTable[]): readonly ChapterOfTables[] =>
  [...new Set(tables.map((table) => table.chapter ?? table))].map((chapter) => ({
    id: chapter.id,
    title: chapter.title,
    ...('rows' in chapter || chapter.note === undefined ? {} : { note: chapter.note }),
    tables: tables.filter((table) => (table.chapter ?? table) === chapter),
  }));

const contents = (tables: readonly ReportTable[]): string =>
  `<nav aria-label="Contents"><ul>${[
    ['map', 'Where'],
    ...chaptersOf(tables).map(({ id, title }) => [id, title]),
    ['findings', 'Findings'],
  ]
    .map(([id = '', title = '']) => `<li><a href="#${id}">${escapeXml(title)}</a></li>`)
    .join('')}</ul></nav>`;

const section = (id: string, title: string, content: string): string =>
  `<section id="${id}"><h2>${escapeXml(title)}</h2>${content}</section>`;

/** @param more what follows the tables */
function chapterHtml({ id, title, note, tables }: ChapterOfTables, more: string): string {
  const parts = tables.map((table) =>
    table.chapter === undefined
      ? tableHtml(table)
      : `<section id="${table.id}"><h3>${escapeXml(table.title)}</h3>${tableHtml(table)}</section>`,
  );
  return section(id, title, `${noteHtml(note)}${parts.join('')}${more}`);
}

const noteHtml = (note = ''): string => (note === '' ? '' : `<p class="note">${unbroken(note)}</p>`);

function tableHtml({ title, note, head, rows, empty = '' }: ReportTable): string {
  if (rows.length === 0) return `${noteHtml(note)}${empty === '' ? '' : `<p>${unbroken(empty)}</p>`}`;
  const heads = head.map(
    ({ text, isNumber }) =>
      `<th scope="col" role="columnheader"${isNumber === true ? ' class="number"' : ''}>${escapeXml(text)}</th>`,
  );
  const body = rows.map(
    (cells) =>
      `<tr role="row">${cells.map((cell, column) => cellHtml(cell, head[column], column === 0)).join('')}</tr>`,
  );
  // Roles that a table has by itself it loses where the style sheet sets its rows below each other.
  const table = `<table role="table"><thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead><tbody role="rowgroup">${body.join('')}</tbody></table>`;
  return `${noteHtml(note)}<div class="wide" tabindex="0" role="region" aria-label="${escapeXml(`Table: ${title}`)}">${table}</div>`;
}

function cellHtml({ text, url, verdict, detail = '' }: Cell, head: Head | undefined, isFirst: boolean): string {
  const shown = verdict === undefined ? linked(text, url) : markHtml(text, verdict, detail);
  if (isFirst) return `<th scope="row" role="rowheader">${shown}</th>`;
  const className = head?.isNumber === true ? 'number' : /^[0-9a-f]{64}$/u.test(text) ? 'digest' : 'text';
  return `<td role="cell" class="${className}" data-head="${escapeXml(head?.text ?? '')}">${shown}</td>`;
}

const linked = (text: string, url: string | undefined): string =>
  url?.startsWith('https://') === true ? `<a href="${escapeXml(url)}">${unbroken(text)}</a>` : unbroken(text);
