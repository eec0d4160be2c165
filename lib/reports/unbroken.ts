import { escapeXml } from './escape';

/** A number and its unit: no line ends within it, nor behind the slash of a unit, where browsers break. */
const NUMBER = /\d[\d.,]*(?: (?:[kKMGTPE]?i?(?:B|bit)(?:\/s)?|km\/s|[\u00b5um]?s|min|h|d|k?m|%)(?![\w/]))?/gu;
/** Where an address may go on in the next line. */
const ADDRESS = /https?:\/\/\S+/gu;

/** Text whose numbers stay whole at any width, and whose addresses break behind a slash rather than widen the page. */
export function unbroken(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    parts.push(
      numbersWhole(text.slice(end, index)),
      escapeXml(address).replace(/(?<![:/])[/?=](?=[^/])/gu, '$&<wbr/>'),
    );
    end = index + address.length;
  }
  return [...parts, numbersWhole(text.slice(end))].join('');
}

function numbersWhole(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    if (!number.includes(' ') && !/[.,]\d/u.test(number)) continue;
    parts.push(escapeXml(text.slice(end, index)), `<span class="n">${escapeXml(number)}</span>`);
    end = index + number.length;
  }
  return [...parts, escapeXml(text.slice(end))].join('');
}
