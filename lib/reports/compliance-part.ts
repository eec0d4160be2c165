import { escapeXml } from './escape';
import { unbroken } from './unbroken';

/** Content under a small heading; nothing where there is none. */
export const part = (title: string, content: string): string =>
  content === '' ? '' : `<h4>${escapeXml(title)}</h4>${content}`;

/** @param more how many are left out */
export const list = (items: readonly string[], more = 0): string =>
  items.length === 0
    ? ''
    : `<ul>${items.map((item) => `<li>${unbroken(item)}</li>`).join('')}${more > 0 ? `<li>and ${more} more</li>` : ''}</ul>`;

/** Names with their values; those without one are left out. */
export function facts(rows: readonly (readonly [string, string])[]): string {
  const told = rows.filter(([, value]) => value !== '');
  return told.length === 0
    ? ''
    : `<dl>${told.map(([name, value]) => `<dt>${unbroken(name)}</dt><dd>${unbroken(value)}</dd>`).join('')}</dl>`;
}
