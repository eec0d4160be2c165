import type { Measurement } from '../measurement';
import { settled as settle } from '../measurements-file';
import { type Case, casesOf } from './case';
import { drawSvg, type Figure } from './draw';
import { errorTable, goalTable, groupTable, textbookTable, verdictText } from './error-tables';
import { figuresOf } from './figures';
import { howText } from './how';
import { blocks } from './markdown';
import { autoConvergeTable, coldTable, postCopyErrors, postCopyTable, throttlesRight } from './modes';
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
    introduction,
    howText(rows, settled),
    errorText(cases),
    modeText(settled, cases),
    figureText(figures),
    weakText(cases),
  )}\n`;

const introduction = `The model of [model.md](model.md) against real live migrations. Errors are relative and absolute, median / 95th percentile, over
runs that ended and were predicted to; a run that ended against the prediction, or the other way round, is a wrong verdict.
Where a sign stands, + means that too much was predicted. Bytes are what QEMU says it sent.`;

const errorText = (cases: readonly Case[]): string =>
  blocks(
    '## 2. Errors',
    '### From what a user can know',
    `Memory, dirty rate, size of the working set, downtime limit, bandwidth, framing, round trip, window, number of streams and
queue; not where the working set lies, nor where its writer stands when the migration starts. All modes but post-copy.`,
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
    `From what a user can know, both parts; beside the total time, that of the held-out runs of the group and that from what the
laboratory knows too. A cold guest has no downtime apart from the total time.`,
    groupTable(cases),
    '### Beside the textbook',
    `The textbook's rule (Clark et al., NSDI 2005) sends rounds until the last fits the downtime limit. With nominal bandwidth it
takes all memory over what the link is sold with; with the usable rate, memory that is not zero over what framing and the
window leave. Held-out runs, without auto-converge, of which it says nothing.`,
    textbookTable(cases),
  );

function modeText(settled: readonly Measurement[], cases: readonly Case[]): string {
  const [right, all] = throttlesRight(cases);
  return blocks(
    '## 3. Post-copy, auto-converge, cold moves',
    '### Post-copy',
    `What was measured, and beside it in the next column what \`lib/model/post-copy\` says. "Until all is there" is the total: from the
command until the target has every page; "slow for" is that from RESUME on. Speed is the guest's writes in that time as a
share of those it was told, for a guest that does not make up for what it lost. Not predicted: a switch after the second
pass, of which the model does not speak, and the speed of the guest.`,
    postCopyTable(settled),
    'Errors of what is predicted:',
    postCopyErrors(settled),
    postCopyRemarks,
    '### Auto-converge',
    `The final throttle is right to the per cent in ${right} of ${all} runs. First, then and at most are QEMU's \`cpu-throttle-initial\`,
\`cpu-throttle-increment\` and \`max-cpu-throttle\`; what was measured is the last answer of QEMU, asked twice a second.`,
    autoConvergeTable(cases),
    '### Cold moves',
    'The guest is stopped before the command and started when it has arrived, so that downtime and total time are the same.',
    coldTable(cases),
  );
}

const postCopyRemarks = '';

const figureText = (figures: readonly Figure[]): string =>
  blocks(
    '## 4. Pictures',
    ...figures.map(({ name, title, description }) => `![${title}](${FOLDER}/${name}.svg)\n\n${title}. ${description}`),
  );
