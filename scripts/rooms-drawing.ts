import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Room to the rooms it imports, both sorted. */
export type Imports = ReadonlyMap<string, readonly string[]>;

interface Cruise {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
}

/** What each room imports, as dependency-cruiser sees it. */
export function cruiseRooms(root: string): Imports {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', '.dependency-cruiser.cjs', '-T', 'json', '*.ts', 'bin', 'lib', 'policies'];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' });
  } catch (error) {
    // A broken wall makes the exit code, not the drawing.
    output = (error as { readonly stdout?: string }).stdout ?? '';
    if (output === '') throw error;
  }
  const edges = (JSON.parse(output) as Cruise).modules.flatMap(({ source, dependencies }) =>
    dependencies.map(({ resolved }) => [roomOf(source), roomOf(resolved)] as const),
  );
  return importsOf(edges);
}

/** The room a file stands in; undefined outside the project's own code. */
export function roomOf(file: string): string | undefined {
  return /^(?:lib\/[^/.]+|lib\/(?:check|inventory)[.]ts|policies|templates)(?=\/|$)|^bin\/[^/]+[.]ts$|^[^/]+[.]ts$/u.exec(
    file,
  )?.[0];
}

/** Gathers edges by room; edges within a room or out of the project are left out. */
export function importsOf(edges: readonly (readonly [string | undefined, string | undefined])[]): Imports {
  const imports = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from === undefined || to === undefined || from === to) continue;
    imports.set(from, (imports.get(from) ?? new Set()).add(to));
  }
  return new Map([...imports].sort(byName).map(([from, to]) => [from, [...to].sort()]));
}

/** A Mermaid flowchart of the rooms. An arrow that a longer way round already implies is left out. */
export function roomsDrawing(imports: Imports): string {
  const lines = [...imports].flatMap(([from, tos]) =>
    tos
      .filter((to) => !tos.some((other) => other !== to && reaches(imports, other, to)))
      .map((to) => `  ${node(from)} --> ${node(to)}`),
  );
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

/** Every import between rooms, as a table. */
export function roomsTable(imports: Imports): string {
  const rows = [...imports].map(([from, to]) => `| \`${from}\` | ${to.map((room) => `\`${room}\``).join(', ')} |`);
  return ['| Room | Imports |', '| --- | --- |', ...rows].join('\n');
}

function reaches(imports: Imports, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (imports.get(from) ?? []).some((next) => reaches(imports, next, to, seen));
}

const node = (room: string): string => `${room.replace(/[^a-z]/giu, '_')}["${room}"]`;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
