/** With commas between thousands. `toLocaleString` loads a locale first, which costs more than the whole page. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/gu, ',');

/** `1 site`, `2 sites`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;
