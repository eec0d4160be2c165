import { compareAll, summarise } from '../compare';
import type { Measurement } from '../measurement';
import { settled as settle } from '../measurements-file';
import { predict, predictContiguous } from '../predict';
import { type PredictedRun, predictedRuns, compareOnce, isMultifd } from './predicted-run';
import { drawSvg, type Figure } from './draw';
import {
  earlierTable,
  errorTable,
  GOALS,
  goalsMet,
  goalTable,
  groupTable,
  heldOutOf,
  errorsText,
  textbookTable,
  verdictText,
  withoutMultifd,
  wrongFar,
} from './error-tables';
import { figuresOf } from './figures';
import { methodText } from './method-text';
import { blocks, inMs, paragraph, percentage } from './markdown';
import {
  afterAPass,
  atOnce,
  autoConvergeTable,
  coldTable,
  downtimeFactors,
  downtimesAtOnce,
  inOrder,
  LONG_RTT_MS,
  postCopyErrors,
  postCopyTable,
  speedsOf,
  throttlesRight,
} from './modes';
import { weakText } from './weak-text';

const FOLDER = 'model-validation';

/** The page and its charts, under their names within docs/. */
export function pageFiles(rows: readonly Measurement[], earlier: readonly Measurement[]): ReadonlyMap<string, string> {
  const settled = settle(rows);
  const cases = predictedRuns(settled);
  const figures = figuresOf(cases);
  return new Map([
    [`${FOLDER}.md`, page(rows, settled, cases, figures, settle(earlier))],
    ...figures.map((figure): [string, string] => [`${FOLDER}/${figure.name}.svg`, drawSvg(figure)]),
  ]);
}

const page = (
  rows: readonly Measurement[],
  settled: readonly Measurement[],
  cases: readonly PredictedRun[],
  figures: readonly Figure[],
  earlier: readonly Measurement[],
): string =>
  `${blocks(
    '<!-- Written by `npm run validate -- --report` from validation/measurements; do not edit. -->',
    '# How good the model is',
    introduction(cases),
    methodText(rows, settled),
    errorText(cases),
    modeText(settled, cases, earlier),
    figureText(figures),
    weakText(cases, earlier),
    earlierText(earlier),
  )}\n`;

function introduction(cases: readonly PredictedRun[]): string {
  const heldOut = heldOutOf(cases);
  const [met, single] = [goalsMet(heldOut, 'user'), goalsMet(withoutMultifd(heldOut), 'user')];
  return blocks(
    paragraph(`
      The model of [model.md](model.md) against real live migrations. Errors are relative and absolute, median / 95th
      percentile, over runs that ended and were predicted to; a run that ended against the prediction, or the other way round,
      is a wrong verdict. Where a sign stands, + means that too much was predicted. Bytes are what QEMU says it sent.`),
    paragraph(`
      **In short**, of the held-out runs, from what a user can know: ${errorsText(heldOut)}. That meets
      ${met} of the ${GOALS} goals for errors (${single} without multifd); nobody had seen these runs, section 1 says how.
      Wrong verdicts 20 % or more from the edge, of both parts: ${wrongFar(cases).length === 0 ? 'none' : wrongFar(cases).length}.
      With multifd the model is poorer, since how the streams share the link is chance.`),
  );
}

const errorText = (cases: readonly PredictedRun[]): string =>
  blocks(
    '## 2. Errors',
    paragraph(`From what a user can know: memory, dirty rate, size of the working set, downtime limit, bandwidth, framing, round trip, window, number of streams and
queue. All modes but post-copy.`),
    errorTable(cases, 'user'),
    '### Beside the goals',
    goalTable(cases, 'user'),
    verdictText(cases),
    '### By group',
    paragraph(`Both parts; beside the total time, that of the held-out runs of the group. A cold guest has no downtime apart from the
total time.`),
    groupTable(cases),
    '### Beside the textbook',
    paragraph(`The textbook's rule (Clark et al., NSDI 2005) sends rounds until the last fits the downtime limit. With nominal bandwidth it
takes all memory over what the link is sold with; with the usable rate, memory that is not zero over what framing and the
window leave. Held-out runs, without auto-converge, of which it says nothing.`),
    textbookTable(cases),
  );

function modeText(
  settled: readonly Measurement[],
  cases: readonly PredictedRun[],
  earlier: readonly Measurement[],
): string {
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
    postCopyRemarks(settled, earlier),
    '### Auto-converge',
    paragraph(`The final throttle is right to the per cent in ${right} of ${all} runs. First, then and at most are QEMU's \`cpu-throttle-initial\`,
\`cpu-throttle-increment\` and \`max-cpu-throttle\`; what was measured is the last answer of QEMU, asked twice a second.`),
    autoConvergeTable(cases),
    '### Cold moves',
    'The guest is stopped before the command and started when it has arrived, so that downtime and total time are the same.',
    coldTable(cases),
  );
}

function postCopyRemarks(settled: readonly Measurement[], earlier: readonly Measurement[]): string {
  const [least, most] = downtimeFactors(settled);
  const [[shortest, longest], [fewest, mostTrips]] = downtimesAtOnce(settled);
  const [slowest, fastest] = speedsOf(atOnce(settled));
  const [slowestAfter, fastestAfter] = speedsOf(afterAPass(settled));
  return paragraph(`
    **Switched over at once, the downtime is predicted too short by a factor of ${least.toFixed(0)} to ${most.toFixed(0)}.** The
    model charges half a round trip and 0.5 ms; measured are ${inMs(shortest)} to ${inMs(longest)} over less than ${LONG_RTT_MS} ms,
    and from there on ${fewest.toFixed(1)} to ${mostTrips.toFixed(1)} round trips. What is sent while the guest stands still is
    then the first to cross a stream that has only just begun, and the model was told no size of it. After a first pass the
    downtime is near. **A guest whose pages are scattered crawls**, random or cyclic, at ${percentage(slowest, 0)} to
    ${percentage(fastest, 0)} of its speed until all is there. After a first pass only what it dirtied since is missing; it then kept
    ${percentage(slowestAfter, 0)} to ${percentage(fastestAfter, 0)}. In the earlier sweep, a guest that wrote to one piece of memory
    in the order in which the pages come anyway, no faster than the link, kept ${percentage(speedsOf(inOrder(earlier))[0], 0)}
    or more.`);
}

function earlierText(earlier: readonly Measurement[]): string {
  const summaries = (name: string, of: typeof predict): Parameters<typeof earlierTable>[0] =>
    [earlier, earlier.filter((run) => !isMultifd(run))].map((runs, i) => [
      `${name}, ${i === 0 ? 'all' : 'without multifd'}`,
      summarise(compareAll(runs, of, compareOnce)),
    ]);
  return blocks(
    '## 6. An earlier sweep',
    paragraph(`
      ${earlier.length} migrations of a guest whose working set lay in one piece at the top of memory ([the
      table](../validation/measurements/contiguous.csv)). Of today's constants, those of several streams were fitted to it too.
      The model takes a working set to be scattered, as an operating system deals pages out. What the first round leaves
      unsent then holds the working set's share of it. Where it lies in one piece, it holds more or less. The model can be
      told where a guest writes and where a cyclic writer stands in its working set when the migration starts; a user
      seldom knows. The table shows what it costs not to know, if a guest does write to one piece of memory. All modes but
      post-copy.`),
    earlierTable([
      ...summaries('not told where it writes', predict),
      ...summaries('told where it writes', predictContiguous),
    ]),
  );
}

const figureText = (figures: readonly Figure[]): string =>
  blocks(
    '## 4. Pictures',
    ...figures.map(({ name, title, description }) =>
      blocks(`![${title}](${FOLDER}/${name}.svg)`, paragraph(`${title}. ${description}`)),
    ),
  );
