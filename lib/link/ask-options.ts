import type { PlatformFacts } from '../facts/platform-facts';
import { ratio } from '../model/units';
import { minimumStep, typicalStep } from '../model/feasibility/path-steps';
import { carriedBy } from '../model/feasibility/live-move';
import { rateStep } from '../model/feasibility/rate-steps';
import { POLICY_WINDOWS } from '../model/cold-move';
import { quote } from '../model/explain-quantity';
import { askActiveActive } from './ask-active-active';
import { askAsynchronousCopy } from './ask-asynchronous-copy';
import { askColdMove } from './ask-cold-move';
import { askLiveMigration } from './ask-live-migration';
import { askSynchronousStretch } from './ask-synchronous-stretch';
import { askedStorage } from './storage-limits';
import { copyLink, type CopyLink } from './copy-link';
import { judgedLink } from './judged-link';
import { linkInputs } from './link-inputs';
import { knownLink } from './known-link';
import type { LinkDistance, LinkStep } from './link-record';
import { bounded, distanceOf, placeOf, platformOf } from './link-record-of';
import type { OptionsColumn, OptionsRecord } from './options-record';
import { readAlso } from './read-also';
import { readLink, type LinkError, type ReadLink, type WrittenOptions } from './read-options';

/** What can be done between two places, over the link as asked and over each other one, or everything that is wrong with how it is asked. */
export function askOptions(
  from: string,
  to: string,
  written: WrittenOptions,
  also: readonly string[],
  tool: OptionsRecord['tool'],
): { readonly record: OptionsRecord } | { readonly errors: readonly LinkError[] } {
  const asked = readLink(from, to, written);
  const others = also.map((text) => readOther(from, to, written, text, asked.errors));
  const errors = [...asked.errors, ...others.flatMap((other) => other.errors)];
  const { read } = asked;
  if (read === undefined || errors.length > 0) return { errors };
  const columns = [
    columnOf('as asked', read),
    ...others.flatMap(({ title, read: other }) => (other === undefined ? [] : [columnOf(title, other)])),
  ];
  return {
    record: {
      version: 1,
      tool,
      places: [placeOf(read.ends[0]), placeOf(read.ends[1])],
      distance: distanceBetween(read),
      columns,
    },
  };
}

function distanceBetween(read: ReadLink): LinkDistance {
  const { path } = knownLink(read);
  if (!path.trip.known) throw new Error('options are asked about without their places');
  return distanceOf(path.trip.value);
}

/** Another column; what is wrong with the command itself is told once. */
function readOther(from: string, to: string, written: WrittenOptions, text: string, told: readonly LinkError[]) {
  const also = readAlso(text);
  const { read, errors } = readLink(from, to, { ...written, ...also.written });
  const isTold = ({ where, message }: LinkError): boolean =>
    told.some((one) => one.where === where && one.message === message);
  const own = errors.filter((error) => !isTold(error));
  return {
    title: text.trim().replaceAll(/\s+/gu, ' '),
    read,
    errors: [
      ...also.errors,
      ...own.map(({ where, message }) => ({ where: `--also ${quote(text)}`, message: `${where}: ${message}` })),
    ],
  };
}

function columnOf(title: string, read: ReadLink): OptionsColumn {
  const { values } = read;
  const judged = judgedLink(read);
  const { link } = judged;
  const storage = askedStorage(values);
  const [move, replication] = [copyLink(read, 'migration'), copyLink(read, 'replication')];
  return {
    title,
    platform: link.platform === undefined ? null : platformOf(link.platform),
    storage: storage === undefined ? null : platformOf(storage),
    inputs: linkInputs(link, values),
    steps: stepsOf(move, replication),
    options: [
      askLiveMigration(judged),
      ...POLICY_WINDOWS.map((window) => askColdMove(move, values, window, 'whole disk')),
      ...POLICY_WINDOWS.map((window) => askColdMove(move, values, window, 'replicated first')),
      askSynchronousStretch(stretched(read, storage) ?? replication, values, storage),
      askAsynchronousCopy(replication, values),
      askActiveActive(replication, values),
    ],
  };
}

/** What a vendor asks for of a link is dedicated: of a share that nobody gives, all of it. */
function stretched({ ends, values }: ReadLink, storage: PlatformFacts | undefined): CopyLink | undefined {
  const { certain, doubtful } = storage?.minBandwidth(undefined) ?? {};
  const isAsked = certain !== undefined || doubtful !== undefined;
  return isAsked && values.share === undefined
    ? copyLink({ ends, values: { ...values, share: ratio(1) } }, 'replication')
    : undefined;
}

/** What the options have in common. */
function stepsOf(move: CopyLink, replication: CopyLink): readonly LinkStep[] {
  const { path } = move.link;
  if (!path.distance.known) throw new Error('options are asked about without their places');
  const { value, steps } = path.distance.value;
  const isSame = move.rate === replication.rate;
  return [
    ...steps,
    minimumStep(value),
    ...(move.question.rtt === undefined ? [typicalStep(value)] : []),
    ...rateSteps(move, isSame ? 'rate of transfer' : 'rate of a cold move'),
    ...(isSame ? [] : rateSteps(replication, 'rate of replication')),
  ].map(bounded);
}

/** The rate at best, and at the least favourable plausible values of what nobody gives. */
function rateSteps({ question, atWorst, best, worst }: CopyLink, name: string): readonly LinkStep[] {
  const carried = carriedBy(question);
  const least = carriedBy(atWorst);
  if (carried === undefined || least === undefined) return [];
  const step = { ...rateStep(question, carried), name };
  return best === worst ? [step] : [step, { ...rateStep(atWorst, least), name: `${name} at worst`, source: WORST }];
}

const WORST = 'what nobody gives is at its least favourable plausible value: docs/model.md, section 7';
