import { exitCode, type FailPolicy } from '../../lib/cli/exit-code';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { clean, empty, tooFar, undecided } from '../reports/results';

const strict: FailPolicy = { failOn: 'error', failOnUndetermined: true, allowEmpty: false, requireKnown: false };
const usual: FailPolicy = { ...strict, failOnUndetermined: false };

const violation = (level: Finding['level']): RunResult => ({ ...clean, findings: [{ ...tooFar, level }] });
const blind = { ...clean.inputs[0]!, understood: 0 };
const undetermined: RunResult = { ...clean, findings: undecided };
const failing = (...kinds: readonly RunResult['errors'][number]['kind'][]): RunResult => ({
  ...violation('error'),
  errors: kinds.map((kind) => ({ kind, where: 'here', message: 'wrong' })),
});

describe('a run exits with', () => {
  it.each<[string, number, RunResult, FailPolicy]>([
    ['0 where nothing is wrong', 0, clean, strict],
    ['1 for an error', 1, violation('error'), usual],
    ['0 for a warning below --fail-on error', 0, violation('warning'), usual],
    ['1 for a warning at --fail-on warning', 1, violation('warning'), { ...usual, failOn: 'warning' }],
    ['0 for a note below --fail-on warning', 0, violation('note'), { ...usual, failOn: 'warning' }],
    ['1 for a note at --fail-on note', 1, violation('note'), { ...usual, failOn: 'note' }],
    ['1 for an error at --fail-on note', 1, violation('error'), { ...usual, failOn: 'note' }],
    ['0 for an error with --fail-on never', 0, violation('error'), { ...usual, failOn: 'never' }],
    ['2 for wrong configuration', 2, failing('configuration'), usual],
    ['3 for an input that is not understood', 3, failing('input'), usual],
    ['4 for a rule that threw', 4, failing('internal'), usual],
    ['0 for an undetermined finding of level warning', 0, undetermined, usual],
    ['5 for an undetermined finding at --fail-on warning', 5, undetermined, { ...usual, failOn: 'warning' }],
    ['5 for an undetermined finding where that fails', 5, undetermined, strict],
    ['0 where no resource of a known type was read', 0, { ...empty, inputs: [blind] }, usual],
    ['6 where that was required', 6, { ...empty, inputs: [blind] }, { ...usual, requireKnown: true }],
    [
      '6 where that was required, though another input has one',
      6,
      { ...clean, inputs: [...clean.inputs, blind] },
      { ...usual, requireKnown: true },
    ],
    ['0 where it was required of inputs that have one', 0, clean, { ...usual, requireKnown: true }],
    ['6 where no input was read', 6, empty, usual],
    ['0 where nothing was checked and that is allowed', 0, empty, { ...usual, allowEmpty: true }],
    ['3 for a failed input, though nothing was checked', 3, { ...empty, errors: failing('input').errors }, usual],
    ['4 before 2, 3 and 1', 4, failing('input', 'configuration', 'internal'), strict],
    ['2 before 3 and 1', 2, failing('input', 'configuration'), strict],
    ['3 before 1', 3, failing('input'), strict],
    ['1 before 5', 1, { ...clean, findings: [...undecided, tooFar] }, strict],
    ['5 before 6', 5, { ...empty, findings: undecided }, strict],
  ])('%s', (_, code, result, policy) => {
    expect(exitCode(result, policy)).toBe(code);
  });

  it('6 where a directory that was named holds nothing, whatever else was checked', () => {
    expect(exitCode(clean, usual, 1)).toBe(6);
    expect(exitCode(violation('error'), usual, 1)).toBe(1);
    expect(exitCode(clean, { ...usual, allowEmpty: true }, 1)).toBe(0);
  });
});
