const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/iu;
const PLAIN = /^[A-Za-z0-9](?:[A-Za-z0-9 ._/%-]|:(?=[A-Za-z0-9]))*$/u;
const NUMBER_LIKE = /^[\d.][\d._eExXoO+-]*$/u;

/** A text as a YAML scalar, in quotes wherever a reader could take it for anything else. */
export function yamlScalar(text: string): string {
  const plain = PLAIN.test(text) && !text.endsWith(' ') && !WORDS.test(text) && !NUMBER_LIKE.test(text);
  if (plain) return text;
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffd]/gu, escape);
}

/** A text as the rest of a comment line, whatever it holds. */
export function yamlComment(text: string): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\ufeff\ufffd\ud800-\udfff]+/gu, ' ').trim();
  return `# ${line.length > 240 ? `${line.slice(0, 240)}...` : line}`;
}
