import { quote } from '../model/explain-quantity';

/** The epoch of Unix. */
const EARLIEST = '1970-01-01';

/** A day of the calendar, so neither 2026-02-30 nor 1.10.2026: what is wrong with it, or nothing. */
export function dayComplaint(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return `${quote(text)} is not a date: write YYYY-MM-DD, such as 2026-10-01`;
  const day = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && dayOf(day) === text;
  if (!exists) return `${quote(text)} is not a date of the calendar`;
  return text < EARLIEST ? `${quote(text)} is before ${EARLIEST}, when nothing was measured` : undefined;
}

/** The day of a moment in UTC, such as 2026-10-01. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
