import { importsOf, roomOf, roomsDrawing, roomsTable } from '../../scripts/rooms-drawing';

describe('roomOf', () => {
  it.each([
    ['lib/sources/readers/plan.ts', 'lib/sources'],
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

it('lists every import in the table', () => {
  expect(roomsTable(imports)).toContain('| `lib/rules` | `lib/facts`, `lib/graph` |');
});
