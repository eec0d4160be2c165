/**
 * Characters that move the cursor, change the terminal, reorder text or hide in it: C0, DEL and C1 controls, line and
 * paragraph separators, bidi and zero-width format characters, lone surrogates, letters that render as nothing, and what XML
 * allows nowhere.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffe\uffff]/gu;

/** The same without C0 controls, which `JSON.stringify` escapes inside strings and writes only between them. */
const unsafeInJson = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffe\uffff]/gu;

/**
 * What a build agent takes for a command wherever it stands in a line of the log.
 * Sources: https://github.com/microsoft/azure-pipelines-agent, Command.cs; https://github.com/actions/runner, ActionCommand.cs
 */
const command = /(?<=#)#(?=(?:vso)?\[)/giu;

/** Whether there is anything to escape at all: most strings need no copy. */
const mayBeUnsafe = /[^\x20-\x7e]|##/u;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const unicodeEscape = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');

/** Text from outside as one line that a terminal only prints: `\n`, `\u001b` and `\u202e` become visible. */
export const escapeLine = (text: string): string =>
  mayBeUnsafe.test(text) ? withoutCommands(text.replace(unsafe, (c) => short[c] ?? unicodeEscape(c))) : text;

/** JSON text that means the same and holds no control, bidi or zero-width character, and no command of a build agent. */
export const escapeJson = (json: string): string => withoutCommands(json.replace(unsafeInJson, unicodeEscape));

const withoutCommands = (text: string): string => (text.includes('##') ? text.replace(command, unicodeEscape) : text);

/** Plain JSON-able data with every string escaped for one line; what needs no escape is not copied. */
export function escapeStrings<T>(value: T): T {
  if (typeof value === 'string') return escapeLine(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const escaped: unknown = escapeStrings<unknown>(item);
    if (escaped === item) continue;
    copy ??= (Array.isArray(value) ? [...(value as readonly unknown[])] : { ...value }) as Record<string, unknown>;
    copy[key] = escaped;
  }
  return (copy ?? value) as T;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as content or attribute of XML and HTML. */
export const escapeXml = (text: string): string => escapeLine(text).replace(/[&<>"']/gu, (c) => entities[c] ?? c);

/**
 * Text of a SARIF message that holds no link: in one, `[text](target)` is read as such.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html, section 3.11.6
 */
export const escapeSarif = (text: string): string => text.replaceAll(/[\\[\]]/gu, '\\$&');

/** Text that Markdown and HTML only show. */
export const escapeMarkdown = (from: string): string =>
  escapeLine(from).replace(markup, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** With what GitHub makes a link of without brackets. */
const markup = /[\\`*_{}[\]()#+!|<>~@&]|:(?=\/\/)|(?<=www)\./giu;
