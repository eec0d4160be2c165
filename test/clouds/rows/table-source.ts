import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a provider table's own files. */
export function sourceOf(table: string): string {
  const folder = join(__dirname, '../../../lib/clouds');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => (file.startsWith(`${table}/`) || file.startsWith(`${table}.`)) && file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}
