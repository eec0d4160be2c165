const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/iu;
const PLAIN = /^[A-Za-z0-9](?:[A-Za-z0-9 ._/%-]|:(?=[A-Za-z0-9]))*$/u;
const NUMBER_LIKE = /^[\d.][\d._eExXoO+-]*$/u;

/** A text as a YAML scalar, in quotes wherever a reader could take it for anything else. */
export function yamlScalar(text: string): string {
  const plain = PLAIN.test(text) && !text.endsWith(' ') && !WORDS.test(text) && !NUMBER_LIKE.test(text);
  if (plain) return text;
  return JSON.stringify(text).replace(UNSAFE, escaped);
}

/** What hides, reorders or breaks a line, and is left by JSON; the same that reports escape. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu;

function escaped(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return point > 0xffff ? `\\U${point.toString(16).padStart(8, '0')}` : `\\u${point.toString(16).padStart(4, '0')}`;
}

/** A text as the rest of a comment line, whatever it holds. */
export function yamlComment(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffd\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]+/gu, ' ')
    .trim();
  return `# ${line.length > 240 ? `${line.slice(0, 240)}...` : line}`;
}
