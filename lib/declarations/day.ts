import { quote } from '../model/explain-quantity';

/** A day of the calendar, so neither 2026-02-30 nor 1.10.2026: what is wrong with it, or nothing. */
export function dayComplaint(text: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return `${quote(text)} is not a date: write YYYY-MM-DD, such as 2026-10-01`;
  const day = new Date(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(day.getTime()) && dayOf(day) === text;
  return exists ? undefined : `${quote(text)} is not a date of the calendar`;
}

/** The day of a moment in UTC, such as 2026-10-01. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
