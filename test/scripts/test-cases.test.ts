import { ruleTestFile } from '../../scripts/rule-template';
import { testCases } from '../../scripts/test-cases';

test.each([
  ['it', "it('a', () => { expect(1).toBe(1); });"],
  ['test', "test('a', () => check());"],
  ['an asynchronous one', "it('a', async () => { await check(); });"],
  ['one within a suite', "describe('s', () => { it('a', () => { check(); }); });"],
  ['one within a table of suites', "describe.each([1, 2])('%i', () => { it('a', () => { check(); }); });"],
  ['a table', "it.each([1, 2])('a', (n) => { check(n); });"],
  ['a table in backticks', "it.each`n\n${1}`('a', ({ n }) => { check(n); });"],
  ['one that is said to fail', "test.failing('a', () => { check(); });"],
  ['a function by its name', "it('a', checkAll);"],
])('counts %s as written', (_, text) => {
  expect(testCases(text)).toEqual({ written: ['a'], open: [] });
});

test.each([
  ['it.todo', "it.todo('a');"],
  ['test.todo within a suite', "describe('s', () => { test.todo('a'); });"],
  ['it.skip', "it.skip('a', () => { check(); });"],
  ['xit', "xit('a', () => { check(); });"],
  ['a table that is skipped', "test.skip.each([1])('a', (n) => { check(n); });"],
  ['one within a suite that is skipped', "describe.skip('s', () => { it('a', () => { check(); }); });"],
  ['one within xdescribe', "xdescribe('s', () => { describe('t', () => { it('a', () => { check(); }); }); });"],
  ['one without a function', "it('a');"],
  ['one whose function does nothing', "it('a', () => {});"],
])('counts %s as open', (_, text) => {
  expect(testCases(text)).toEqual({ written: [], open: ['a'] });
});

test('takes no other call for a case', () => {
  expect(testCases("const it = 1; expect(it).toBe(1); items.test('a', () => b()); commit('a', () => b());")).toEqual({
    written: [],
    open: [],
  });
});

test('finds nothing written in the test of a new rule', () => {
  const { written, open } = testCases(ruleTestFile('link-spare-path'));
  expect(written).toEqual([]);
  expect(open.length).toBeGreaterThan(0);
});
