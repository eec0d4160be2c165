import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { roomImports } from '../../scripts/room-imports';

describe('imports between rooms', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lightbound-rooms-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  it.each([
    ['a value', "import { b } from '../b/b';"],
    ['a type', "import type { B } from '../b/b';"],
    ['a type in place', "export type C = import('../b/b').B;"],
    ['what is passed on', "export * from '../b/b';"],
    ['what is loaded later', "export const load = () => import('../b/b');"],
    ['what is required', "export const b = require('../b/b') as unknown;"],
    ['data', "import data from '../b/data.json';"],
    ['a folder', "import { index } from '../b';"],
  ])('hold %s', (_, text) => {
    write('lib/b/b.ts', 'export type B = number;');
    write('lib/b/data.json', '{}');
    write('lib/b/index.ts', '');
    write('lib/a/a.ts', text);
    expect(roomImports(root)).toEqual(
      new Map([
        ['lib/a', ['lib/b']],
        ['lib/b', []],
      ]),
    );
  });

  it('hold neither packages, nor what a comment or a text says', () => {
    write('lib/b/b.ts', '');
    write(
      'lib/a/a.ts',
      "import fs from 'node:fs'; // import '../b/b'\nexport const text = `import '../b/b'` + fs.constants;",
    );
    expect(roomImports(root).get('lib/a')).toEqual([]);
  });

  it('say which file is missing', () => {
    write('lib/a/a.ts', "import { b } from '../b/b';");
    expect(() => roomImports(root)).toThrow(/a[.]ts imports [.][.]\/b\/b, which does not exist$/);
  });
});
