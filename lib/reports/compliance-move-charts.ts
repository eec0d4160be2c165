/* oxlint-disable typescript/no-require-imports -- only a page with drawings loads the charting library */
import type { ComplianceReport, ReportedMove } from '../compliance/compliance-report';
import type { MoveChart } from '../link/link-record';
import { count } from '../findings/count';
import { anchorOf } from './compliance-findings';
import { markHtml } from './compliance-mark';
import { MOST_MOVES, moveMark, moveSites, moveVerdict } from './compliance-move-table';
import { facts, list, part } from './compliance-part';
import { escapeXml } from './escape';
import type * as linkCharts from './link-charts';
import { flipHeading } from './link-pretty';
import { unbroken } from './unbroken';

/** The rounds and the feasibility map of each link, with what they are drawn from; of links beyond a number the command that asks. */
export function moveCharts({ moves, sites, findings }: ComplianceReport): string {
  const drawn = moves.flatMap((move) => (move.chart === undefined ? [] : [{ move, chart: move.chart }]));
  const left = moves.filter(({ chart, isRepeatable }) => chart === undefined && isRepeatable);
  const differing = moves.filter(({ isRepeatable }) => !isRepeatable);
  return [
    ...drawn.map(({ move, chart }, index) => moveHtml(move, chart, { sites, findings, ids: `move-${index + 1}` })),
    notDrawn(
      left,
      `The ${count(drawn.length, 'link')} that ${drawn.length === 1 ? 'is' : 'are'} worst off ${drawn.length === 1 ? 'is' : 'are'} drawn. Of the others each command draws one, with --format html.`,
      sites,
    ),
    notDrawn(
      differing,
      'By what the result holds this version of the model comes to another verdict: a value is hidden, or another version wrote the result.',
      sites,
    ),
  ].join('\n');
}

interface Around extends Pick<ComplianceReport, 'sites' | 'findings'> {
  readonly ids: string;
}

function moveHtml(move: ReportedMove, chart: MoveChart, { sites, findings: found, ids }: Around): string {
  const { machine, subject, platform, verdict, inputs, assumed, flips, others, command } = move;
  const { moveFigures } = require('./link-charts') as typeof linkCharts;
  const headline = moveVerdict(verdict);
  const heading = flipHeading(verdict);
  const figures = moveFigures({ ...chart, headline }, `${ids}-`).map(
    (figure, index) =>
      `<div class="chart" tabindex="0" role="region" aria-label="${escapeXml(`Chart ${index + 1} of ${machine}, ${moveSites(move, sites)}`)}">${figure}</div>`,
  );
  return `<section id="${ids}" class="move"><h3>${unbroken(`${moveSites(move, sites)}: ${machine}`)}</h3>${[
    `<p>${markHtml(headline, moveMark(verdict), '')} ${unbroken(`${machine} in ${subject.name} by ${platform.name}${stackText(move)}: ${ratesText(move)}.`)}${findingsHtml(move, found)}</p>`,
    ...figures,
    part(
      'Asked with',
      facts(inputs.map((input) => [input.name, `${inputText(input)}${input.from === '' ? '' : ` (${input.from})`}`])),
    ),
    part(
      'Assumed, since nobody says; undetermined is where that may decide',
      facts(assumed.map(({ name, text }) => [name, text])),
    ),
    part(
      `${heading.charAt(0).toUpperCase()}${heading.slice(1)}, all else as it is, with any of`,
      list(flips.map(({ input, passes, measure }) => `${input} ${passes} ${measure.text}`)),
    ),
    part(
      'Also judged between these sites, and no worse',
      list(
        others
          .slice(0, MOST_OTHERS)
          .map(
            (one) =>
              `${moveVerdict(one.verdict)}: ${one.machine} in ${one.subject.name} by ${one.platform.name}, ${ratesText(one)}${stackText(one)}`,
          ),
        others.length - MOST_OTHERS,
      ),
    ),
    part('Ask again, with other values', command === undefined ? '' : `<p><code>${escapeXml(command)}</code></p>`),
  ].join('')}</section>`;
}

/** The finding of the machine that is drawn, and how many others are about machines between the same sites. */
function findingsHtml({ ruleId, subject, findings }: ReportedMove, all: ComplianceReport['findings']): string {
  const isIts = (one: ComplianceReport['findings'][number]): boolean =>
    one.ruleId === ruleId &&
    one.subject.id === subject.id &&
    one.subject.workload === subject.workload &&
    one.subject.stacks.join() === subject.stacks.join();
  const own = all.find((one) => findings.includes(one.fingerprint) && isIts(one));
  const more = findings.length - (own === undefined ? 0 : 1);
  return [
    own === undefined ? '' : ` See its <a href="#${anchorOf(own)}">finding</a>.`,
    more === 0 ? '' : ` ${count(more, 'more finding')} ${more === 1 ? 'is' : 'are'} about moves between these sites.`,
  ].join('');
}

/** Of other stacks and platforms; those of one are counted in the table. */
const MOST_OTHERS = 12;

function inputText({ measure, word, isOn, points }: ReportedMove['inputs'][number]): string {
  if (points !== undefined) return points.map(({ within, dirtied }) => `${within.text}: ${dirtied.text}`).join(', ');
  return measure?.text ?? word ?? (isOn === true ? 'yes' : 'no');
}

const ratesText = ({ carried, needed }: Pick<ReportedMove, 'carried' | 'needed'>): string =>
  `${carried?.text ?? 'an unknown rate'} carried, ${needed.text} needed`;

const stackText = ({ subject: { stacks } }: Pick<ReportedMove, 'subject'>): string => {
  const named = stacks.filter(Boolean);
  return named.length === 0 ? '' : `, ${named.join(', ')}`;
};

function notDrawn(moves: readonly ReportedMove[], why: string, sites: ComplianceReport['sites']): string {
  if (moves.length === 0) return '';
  const items = moves
    .slice(0, MOST_MOVES)
    .map(
      (move) =>
        `<li>${unbroken(`${moveSites(move, sites)}: ${move.machine}`)}${move.command === undefined ? '' : `<br><code>${escapeXml(move.command)}</code>`}</li>`,
    );
  const more = moves.length - MOST_MOVES;
  return `<section><h3>Not drawn</h3><p class="note">${escapeXml(why)}</p><ul>${items.join('')}${more > 0 ? `<li>and ${more} more, which the report as JSON has</li>` : ''}</ul></section>`;
}
