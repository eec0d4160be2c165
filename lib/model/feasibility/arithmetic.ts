import { afterSteps } from './after-steps';
import { coldSteps } from './cold-steps';
import type { Feasibility } from './feasibility';
import { leftBehind } from './left-behind';
import { liveSteps, sizeSteps } from './live-steps';
import { minimumStep, typicalStep, vacuumStep } from './path-steps';
import type { Question } from './question';
import { fillingSteps, rateStep, reservedStep } from './rate-steps';
import { vacuumRtt } from '../propagation';
import type { Step } from './step';

/** How a record came about, step by step in the order in which a reader would redo it; what is not known has no step. */
export function arithmetic(question: Question, { numbers }: Feasibility): readonly Step[] {
  const { distance, rtt, minBandwidth } = question;
  const { carried, live } = numbers;
  const reserved = minBandwidth === undefined ? undefined : reservedStep(question);
  return [
    ...(distance === undefined ? [] : [vacuumStep(distance.least), minimumStep(distance.least)]),
    // Of a declared round trip that light could not make nothing is believed.
    ...(distance === undefined || (rtt !== undefined && rtt >= vacuumRtt(distance.least))
      ? []
      : [typicalStep(distance.least)]),
    ...(reserved === undefined ? [] : [reserved]),
    ...(carried === undefined ? [] : [rateStep(question, carried)]),
    ...fillingSteps(question, numbers),
    ...sizeSteps(question),
    ...(live === undefined ? [] : liveSteps(question, live)),
    ...afterSteps(question, numbers),
    ...coldSteps(question, numbers),
    ...leftBehind(question),
  ];
}
