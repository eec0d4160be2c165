import { exitCode, type FailOn, type FailPolicy } from '../../lib/cli/exit-code';
import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';
import { clean, empty, tooFar, undecided } from '../reports/results';

const failOn = (level: FailOn['level'], isNew = false): FailOn => ({ level, isNew });
const strict: FailPolicy = {
  failOn: failOn('error'),
  onlyChanged: false,
  failOnUndetermined: true,
  allowEmpty: false,
  requireKnown: false,
};
const usual: FailPolicy = { ...strict, failOnUndetermined: false };

const violation = (level: Finding['level']): RunResult => ({ ...clean, findings: [{ ...tooFar, level }] });
const became = (changes: Partial<Finding>): RunResult => ({ ...clean, findings: [{ ...tooFar, ...changes }] });
const waiver = { while: [], reason: 'r', owner: 'o', ticket: 't', until: '2027-03-31' };
const blind = { ...clean.inputs[0]!, understood: 0 };
const undetermined: RunResult = { ...clean, findings: undecided };
const failing = (...kinds: readonly RunResult['errors'][number]['kind'][]): RunResult => ({
  ...violation('error'),
  errors: kinds.map((kind) => ({ kind, where: 'here', message: 'wrong' })),
});

const emptyFolder = { empty: ['a'], elsewhere: 0 };

describe('a run exits with', () => {
  it.each<[string, number, RunResult, FailPolicy]>([
    ['0 where nothing is wrong', 0, clean, strict],
    ['1 for an error', 1, violation('error'), usual],
    ['0 for a warning below --fail-on error', 0, violation('warning'), usual],
    ['1 for a warning at --fail-on warning', 1, violation('warning'), { ...usual, failOn: failOn('warning') }],
    ['0 for a note below --fail-on warning', 0, violation('note'), { ...usual, failOn: failOn('warning') }],
    ['1 for a note at --fail-on note', 1, violation('note'), { ...usual, failOn: failOn('note') }],
    ['1 for an error at --fail-on note', 1, violation('error'), { ...usual, failOn: failOn('note') }],
    ['0 for an error with --fail-on never', 0, violation('error'), { ...usual, failOn: failOn('never') }],
    ['0 for an error that is known', 0, became({ state: 'known' }), { ...usual, failOn: failOn('error', true) }],
    ['1 for one that is known, where that is not asked', 1, became({ state: 'known' }), usual],
    ['1 for one that is worse than known', 1, became({ state: 'worse' }), { ...usual, failOn: failOn('error', true) }],
    ['1 for one that is new', 1, became({ state: 'new' }), { ...usual, failOn: failOn('error', true) }],
    ['0 for an error that somebody accepts', 0, became({ waiver: { ...waiver, status: 'active' } }), usual],
    ['1 for one that somebody accepted', 1, became({ waiver: { ...waiver, status: 'lapsed' } }), usual],
    ['0 for an error that the plan does not touch', 0, became({ change: 'no-op' }), { ...usual, onlyChanged: true }],
    ['1 for one that it does', 1, became({ change: 'update' }), { ...usual, onlyChanged: true }],
    ['1 for one that no plan shows', 1, became({ change: null }), { ...usual, onlyChanged: true }],
    ['2 for wrong configuration', 2, failing('configuration'), usual],
    ['3 for an input that is not understood', 3, failing('input'), usual],
    ['4 for a rule that threw', 4, failing('internal'), usual],
    ['0 for an undetermined finding of level warning', 0, undetermined, usual],
    ['5 for an undetermined finding at --fail-on warning', 5, undetermined, { ...usual, failOn: failOn('warning') }],
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
    expect(exitCode(clean, usual, emptyFolder)).toBe(6);
    expect(exitCode(violation('error'), usual, emptyFolder)).toBe(1);
    expect(exitCode(clean, { ...usual, allowEmpty: true }, emptyFolder)).toBe(0);
  });

  it('0 where all inputs belong to another shard', () => {
    expect(exitCode(empty, usual, { empty: [], elsewhere: 3 })).toBe(0);
    expect(exitCode(empty, usual, { empty: ['a'], elsewhere: 3 })).toBe(6);
  });
});
