const day = 24 * 60 * 60 * 1000;

/** How many days before another a day of the calendar is; both ISO 8601, such as 2026-10-01. */
export const ageInDays = (of: string, today: string): number => Math.round((Date.parse(today) - Date.parse(of)) / day);
