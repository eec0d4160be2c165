/** A row of `rooms.json`. */
export interface Room {
  readonly path: string;
  readonly holds: string;
  readonly may: readonly string[];
}

/** What each room holds and may import, as docs/architecture.md shows it. */
export function roomsTable(rooms: readonly Room[]): string {
  const rows = rooms.map(({ path, holds, may }) => `| \`${path}\` | ${holds} | ${[...may].map(word).join(', ')} |`);
  return ['| Room | What lives there | May import, besides itself |', '| --- | --- | --- |', ...rows].join('\n');
}

const titles: Readonly<Record<string, string>> = {
  units: 'units, quantities and inputs',
  known: '`graph/known`, `graph/location`',
};

const word = (name: string): string => titles[name] ?? `\`${name.replace(/^lib\//, '')}\``;
