/** Room to the rooms it imports, both sorted. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** The room a file stands in: its folder, or the file itself where it is a door or stands loose in lib/; undefined elsewhere. */
export function roomOf(file: string): string | undefined {
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  if (folder === 'policies' || folder.startsWith('lib/')) return folder;
  return /^(?:(?:bin|lib)\/)?[^/]+[.]ts$/u.test(file) ? file : undefined;
}

/** Gathers edges by room; edges within a room or out of the project are left out, and no room is. */
export function importsOf(edges: readonly (readonly [string | undefined, string | undefined])[]): Imports {
  const imports = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from === undefined) continue;
    const tos = imports.get(from) ?? new Set();
    imports.set(from, tos);
    if (to !== undefined && to !== from) tos.add(to);
  }
  return new Map([...imports].sort(byName).map(([from, to]) => [from, [...to].sort()]));
}

/** A Mermaid flowchart of the rooms. An arrow that a longer way round already implies is left out. */
export function roomsDrawing(imports: Imports): string {
  const imported = new Set([...imports.values()].flat());
  const lines = [...imports].flatMap(([from, tos]) => {
    if (tos.length === 0) return imported.has(from) ? [] : [`  ${node(from)}`];
    return tos
      .filter((to) => !tos.some((other) => other !== to && reaches(imports, other, to)))
      .map((to) => `  ${node(from)} --> ${node(to)}`);
  });
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

function reaches(imports: Imports, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (imports.get(from) ?? []).some((next) => reaches(imports, next, to, seen));
}

const node = (room: string): string => `${room.replace(/[^a-z]/giu, '_')}["${room}"]`;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
