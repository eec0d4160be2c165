import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rooms } from '../../scripts/rooms.json';
import { importsOf, roomOf, roomsDrawing } from '../../scripts/rooms-drawing';
import { roomsTable } from '../../scripts/rooms-table';

describe('roomOf', () => {
  it.each([
    ['lib/documents/terraform/terraform-plan.ts', 'lib/documents/terraform'],
    ['lib/check.ts', 'lib/check.ts'],
    ['policies/index.ts', 'policies'],
    ['index.ts', 'index.ts'],
    ['bin/lightbound.ts', 'bin/lightbound.ts'],
    ['node_modules/zod/index.js', undefined],
    ['fs', undefined],
  ])('%s stands in %s', (file, room) => {
    expect(roomOf(file)).toBe(room);
  });
});

const imports = importsOf([
  ['lib/rules', 'lib/graph'],
  ['lib/rules', 'lib/facts'],
  ['lib/facts', 'lib/graph'],
  ['lib/facts', 'lib/facts'],
  ['lib/facts', undefined],
  ['lib/rules', 'lib/graph'],
]);

it('draws an arrow once, and none that a longer way implies', () => {
  expect(roomsDrawing(imports)).toBe(
    [
      '```mermaid',
      'flowchart TD',
      '  lib_facts["lib/facts"] --> lib_graph["lib/graph"]',
      '  lib_rules["lib/rules"] --> lib_facts["lib/facts"]',
      '```',
    ].join('\n'),
  );
});

it('leaves out no room, not even one that nothing is tied to', () => {
  expect(roomsDrawing(importsOf([['lib/lonely', undefined]]))).toContain('lib_lonely["lib/lonely"]');
});

it('shows what each room holds and may import', () => {
  const room = { path: 'lib/rules', holds: 'rules', may: ['units', 'lib/graph', 'zod'] };
  expect(roomsTable([room])).toContain('| `lib/rules` | rules | units, quantities and inputs, `graph`, `zod` |');
});

const folder = join(__dirname, '../..');
const foldersOf = (path: string): readonly string[] => {
  const entries = readdirSync(join(folder, path), { withFileTypes: true });
  const inner = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => foldersOf(`${path}/${name}`));
  return entries.some(({ name }) => name.endsWith('.ts')) ? [path, ...inner] : inner;
};

it('gives every folder of lib a row', () => {
  const rows = rooms.map(({ path }) => path);
  expect(foldersOf('lib').filter((path) => path !== 'lib' && !rows.includes(path))).toEqual([]);
});

it('lets no room import one that may import it, so that folders cannot form a circle', () => {
  const may = new Map(
    rooms.map((room) => [room.path, room.may.map((word) => (word.endsWith('.ts') ? (roomOf(word) ?? word) : word))]),
  );
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    (may.get(from) ?? []).some((next) => {
      if (next === to) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, to, seen);
    });
  expect([...may.keys()].filter((path) => reaches(path, path))).toEqual([]);
});
