import type { MoveFacts } from '../facts/facts';
import type { JudgedMove, MoveInput, MovePlatform } from '../findings/judged-move';
import { inputRow, measureInput, questionNames, type InputValue, type QuestionName } from '../model/inputs';
import { measure } from '../model/quantity';
import { originText } from '../graph/location';

/** What the model was asked of a move and what it came to, so that it can be asked again. */
export function judgedMove(
  { path, workload, platform, asked, rate, rateNeeded }: MoveFacts,
  { ruleId, subject, verdict }: Pick<JudgedMove, 'ruleId' | 'subject' | 'verdict'>,
): Omit<JudgedMove, 'verdicts' | 'findings'> {
  if (workload === undefined || rateNeeded === undefined) throw new Error('a move without a machine is shown');
  const { distance } = asked.question;
  const [one, other] = [path.a.id, path.b.id];
  return {
    ruleId,
    subject,
    machine: workload.name,
    sites: one < other ? [one, other] : [other, one],
    platform: movePlatform(platform),
    ...(distance && {
      distance: {
        least: measure('distance', distance.least),
        geodesic: measure('distance', distance.geodesic),
        most: measure('distance', distance.most),
      },
    }),
    inputs: questionNames.flatMap((name) => moveInput(name, asked)),
    verdict,
    ...(rate.known && { carried: measure('bandwidth', rate.value.value) }),
    needed: measure('bandwidth', rateNeeded),
  };
}

function movePlatform(platform: MoveFacts['platform']): MovePlatform {
  const { product, name, version, stop, throttles, hasPostCopy, timeoutPerGib } = platform;
  return {
    product,
    name,
    ...(version.known && { version: version.value }),
    stop: stop?.kind ?? 'textbook',
    ...(throttles.known && { throttles: throttles.value }),
    postCopy: hasPostCopy,
    ...(timeoutPerGib && { timeoutPerGib: measure('duration', timeoutPerGib.value) }),
  };
}

function moveInput(name: QuestionName, { question, inputs }: MoveFacts['asked']): readonly MoveInput[] {
  const value: unknown = question[name];
  if (value === undefined) return [];
  const { noun } = inputRow(name);
  const told = inputs[name];
  const from =
    told?.known !== true
      ? ''
      : told.origin.kind === 'default'
        ? `default: ${told.origin.reason}`
        : originText(told.origin);
  const common = { input: name, name: noun, from };
  if (typeof value === 'number') return [{ ...common, measure: measureInput(name, value) }];
  if (typeof value === 'boolean') return [{ ...common, isOn: value }];
  if (typeof value === 'string') return [{ ...common, word: value }];
  // Safe: what is left of the kinds of inputs is a curve.
  const points = (value as InputValue<'dirtyCurve'>).map(({ within, dirtied }) => ({
    within: measure('duration', within),
    dirtied: measure('size', dirtied),
  }));
  return [{ ...common, points }];
}
