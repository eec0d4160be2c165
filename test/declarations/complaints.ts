import { readFacts } from '../../lib/declarations/read-facts';

export type Row = readonly [world: string, text: string, place: string, message: string];

export const errorsOf = (text: string): readonly string[] =>
  readFacts(text, 'f').errors.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);

/** Exactly one error, at the place, with the fragment. */
function expectError(text: string, place: string, message: string): void {
  const errors = errorsOf(text);
  expect(errors).toEqual([expect.stringContaining(`${place}: `)]);
  expect(errors).toEqual([expect.stringContaining(message)]);
  expect(errors[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/u);
}

export const table = (rows: readonly Row[]): void => {
  test.each(rows)('%s', (_, text, place, message) => {
    expectError(text, place, message);
  });
};
