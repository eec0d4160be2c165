import type { Measurement } from '../measurement';
import { settled as settle } from '../measurements-file';
import { type Case, casesOf, type Predictor } from './case';
import { drawSvg, type Figure } from './draw';
import {
  errorTable,
  GOALS,
  goalsMet,
  goalTable,
  groupTable,
  heldOutOf,
  summaryOf,
  textbookTable,
  verdictText,
  withoutMultifd,
  wrongFar,
} from './error-tables';
import { figuresOf } from './figures';
import { howText } from './how';
import { blocks, paragraph, spreadText } from './markdown';
import { autoConvergeTable, coldTable, downtimeFactors, postCopyErrors, postCopyTable, throttlesRight } from './modes';
import { weakText } from './weak-text';

const FOLDER = 'model-validation';

/** The page and its charts, under their names within docs/. */
export function pageFiles(rows: readonly Measurement[]): ReadonlyMap<string, string> {
  const settled = settle(rows);
  const cases = casesOf(settled);
  const figures = figuresOf(cases);
  return new Map([
    [`${FOLDER}.md`, page(rows, settled, cases, figures)],
    ...figures.map((figure): [string, string] => [`${FOLDER}/${figure.name}.svg`, drawSvg(figure)]),
  ]);
}

const page = (
  rows: readonly Measurement[],
  settled: readonly Measurement[],
  cases: readonly Case[],
  figures: readonly Figure[],
): string =>
  `${blocks(
    '<!-- Written by `npm run validate -- --report` from validation/measurements/sweep.csv; do not edit. -->',
    '# How good the model is',
    introduction(cases),
    howText(rows, settled),
    errorText(cases),
    modeText(settled, cases),
    figureText(figures),
    weakText(cases),
  )}\n`;

function introduction(cases: readonly Case[]): string {
  const heldOut = heldOutOf(cases);
  const errors = (some: readonly Case[], predictor: Predictor): string => {
    const { total, downtime, bytes } = summaryOf(some, predictor);
    return `total time ${spreadText(total)}, downtime ${spreadText(downtime)}, bytes ${spreadText(bytes)}`;
  };
  const met = (predictor: Predictor): string => {
    const [all, single] = [goalsMet(heldOut, predictor), goalsMet(withoutMultifd(heldOut), predictor)];
    return `${all} of the ${GOALS} goals for errors (${single} without multifd)`;
  };
  return blocks(
    paragraph(`
      The model of [model.md](model.md) against real live migrations. Errors are relative and absolute, median / 95th
      percentile, over runs that ended and were predicted to; a run that ended against the prediction, or the other way round,
      is a wrong verdict. Where a sign stands, + means that too much was predicted. Bytes are what QEMU says it sent.`),
    paragraph(`
      **In short**, of the held-out runs, from what a user can know: ${errors(heldOut, 'user')}. That meets ${met('user')}. Most of it
      is not knowing where in memory the guest writes; told that, the model errs less: ${errors(heldOut, 'laboratory')}. That meets
      ${met('laboratory')}. Of all verdicts 20 % or more from the edge ${wrongFar(cases).length} is wrong. With multifd
      the model is poor.`),
  );
}

const errorText = (cases: readonly Case[]): string =>
  blocks(
    '## 2. Errors',
    '### From what a user can know',
    paragraph(`Memory, dirty rate, size of the working set, downtime limit, bandwidth, framing, round trip, window, number of streams and
queue; not where the working set lies, nor where its writer stands when the migration starts. All modes but post-copy.`),
    errorTable(cases, 'user'),
    '### From what the laboratory knows too',
    'Where the working set lies in memory (at the top), and how far a cyclic writer has come through it.',
    errorTable(cases, 'laboratory'),
    '### Beside the goals',
    'From what a user can know:',
    goalTable(cases, 'user'),
    'From what the laboratory knows too:',
    goalTable(cases, 'laboratory'),
    verdictText(cases),
    '### By group',
    paragraph(`From what a user can know, both parts; beside the total time, that of the held-out runs of the group and that from what the
laboratory knows too. A cold guest has no downtime apart from the total time.`),
    groupTable(cases),
    '### Beside the textbook',
    paragraph(`The textbook's rule (Clark et al., NSDI 2005) sends rounds until the last fits the downtime limit. With nominal bandwidth it
takes all memory over what the link is sold with; with the usable rate, memory that is not zero over what framing and the
window leave. Held-out runs, without auto-converge, of which it says nothing.`),
    textbookTable(cases),
  );

function modeText(settled: readonly Measurement[], cases: readonly Case[]): string {
  const [right, all] = throttlesRight(cases);
  return blocks(
    '## 3. Post-copy, auto-converge, cold moves',
    '### Post-copy',
    paragraph(`What was measured, and beside it in the next column what \`lib/model/post-copy\` says. "Until all is there" is the total: from the
command until the target has every page; "slow for" is that from RESUME on. Speed is the guest's writes in that time as a
share of those it was told, for a guest that does not make up for what it lost. Not predicted: a switch after the second
pass, of which the model does not speak, and the speed of the guest.`),
    postCopyTable(settled),
    'Errors of what is predicted:',
    postCopyErrors(settled),
    postCopyRemarks(settled),
    '### Auto-converge',
    paragraph(`The final throttle is right to the per cent in ${right} of ${all} runs. First, then and at most are QEMU's \`cpu-throttle-initial\`,
\`cpu-throttle-increment\` and \`max-cpu-throttle\`; what was measured is the last answer of QEMU, asked twice a second.`),
    autoConvergeTable(cases),
    '### Cold moves',
    'The guest is stopped before the command and started when it has arrived, so that downtime and total time are the same.',
    coldTable(cases),
  );
}

function postCopyRemarks(settled: readonly Measurement[]): string {
  const [least, most] = downtimeFactors(settled);
  return paragraph(`
    **Switched over at once, the downtime is predicted too short by a factor of ${least.toFixed(0)} to ${most.toFixed(0)}.** The
    model charges half a round trip and 2 ms; measured are 20 to 30 ms over 0 and 10 ms, and from 50 ms on two to four round
    trips. What is sent while the guest stands still is then the first to cross a stream that has only just begun, and the
    model was told no size of it. After a first pass the downtime is near. **A random writer crawls**: at 3 % of its speed after
    a pass, at less than half when switched over at once. A cyclic one, which asks for pages in the order in which they come
    anyway, keeps over 90 %, or about half where it writes at twice the rate of the link. All 14 runs were measured once more,
    and their first rows replaced, after the count of the guest's writes had been found to be wrong.`);
}

const figureText = (figures: readonly Figure[]): string =>
  blocks(
    '## 4. Pictures',
    ...figures.map(({ name, title, description }) =>
      blocks(`![${title}](${FOLDER}/${name}.svg)`, paragraph(`${title}. ${description}`)),
    ),
  );
