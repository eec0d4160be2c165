import { inputRow, inputs, measureInput, optionNames, solvedNames, type InputName } from '../../lib/model/inputs';

const names = Object.keys(inputs) as InputName[];

describe('the row of every input', () => {
  test.each(names)('%s', (name) => {
    const {
      key,
      kind,
      words,
      range = {},
      otherwise,
      solved,
      flag,
      needs,
      description,
      example,
      learn,
      noun,
    } = inputRow(name);
    // What the facts file declares an editor explains, and a first facts file says how to learn.
    if (key !== undefined) expect([description, example, learn]).toEqual([description, example, learn].map(String));
    expect(noun).toMatch(/^[a-zA-Z]/);
    expect(key ?? flag).toBeDefined();
    expect(words !== undefined).toBe(kind === 'word');
    expect(flag?.argument === undefined).toBe(kind === 'switch' || flag === undefined);
    if (kind === 'count') expect([range.least, range.most]).toEqual([expect.any(Number), expect.any(Number)]);
    if (needs !== undefined) expect(optionNames).toContain(needs);
    if (kind === 'word' && otherwise?.value !== undefined) expect(words).toContain(otherwise.value);
    if (solved !== undefined && typeof otherwise?.value === 'number') {
      expect([otherwise.value >= solved.low, otherwise.value <= solved.high]).toEqual([true, true]);
    }
  });
});

test('no two inputs go by one noun or one key of one owner', () => {
  const said = names.map((name) => inputRow(name).noun);
  const keys = names.flatMap((name) => inputRow(name).key ?? []);
  expect(new Set(said).size).toBe(said.length);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what a flip point is solved for is a number', () => {
  for (const name of solvedNames) expect(['word', 'switch', 'curve', 'day']).not.toContain(inputs[name].kind);
});

test('a number is measured in the unit of its input, and a word is none', () => {
  expect(measureInput('moves', 4)).toEqual({ value: 4, unit: '1', text: '4' });
  expect(measureInput('rtt', 0.031)).toEqual({ value: 0.031, unit: 's', text: '31 ms' });
  expect(() => measureInput('congestionControl', 1)).toThrow('congestion control is not a number');
});
