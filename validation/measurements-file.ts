import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { LinkKind } from './link/link';
import type { Measurement } from './measurement';
import { measurementHeader, measurementLine, parseMeasurements } from './measurement-csv';

/** A table on disk that grows row by row, so that a sweep that was cut can go on. */
export class MeasurementsFile {
  constructor(readonly path: string) {}

  read(): readonly Measurement[] {
    return existsSync(this.path) ? parseMeasurements(readFileSync(this.path, 'utf8')) : [];
  }

  /** Starts a new table, or makes one that was cut in the middle of a row whole again. */
  open(): void {
    if (!existsSync(this.path)) {
      mkdirSync(dirname(this.path), { recursive: true });
      writeFileSync(this.path, `${measurementHeader}\n`);
      return;
    }
    const text = readFileSync(this.path, 'utf8');
    if (!text.startsWith(`${measurementHeader}\n`)) throw new Error(`${this.path} has other columns than today's`);
    truncateSync(this.path, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)));
  }

  append(row: Measurement): void {
    appendFileSync(this.path, `${measurementLine(row)}\n`);
  }
}

/** A link whose emulator was later than this was no link of the rate that it says: other work took its processor. */
export const DISTURBED_MS = 20;

export const isDisturbed = ({ latestMs = 0 }: Measurement): boolean => latestMs > DISTURBED_MS;

/** Whether a row is worth keeping: the migration did not fail, and nothing disturbed its link. */
const isSound = (row: Measurement): boolean => row.measured.status !== 'failed' && !isDisturbed(row);

/** A point counts as measured once it has a sound row. */
export const isMeasured = (rows: readonly Measurement[], id: string, link: LinkKind): boolean =>
  rows.some((row) => row.point.id === id && row.link === link && isSound(row));

/** One row for each point: its first sound one, else the one that was disturbed least. */
export function settled(rows: readonly Measurement[]): readonly Measurement[] {
  const best = new Map<string, Measurement>();
  for (const row of rows) {
    const before = best.get(row.point.id);
    const isBetter = before === undefined || (!isSound(before) && (row.latestMs ?? 0) < (before.latestMs ?? 0));
    if (isBetter) best.set(row.point.id, row);
  }
  return [...best.values()];
}
