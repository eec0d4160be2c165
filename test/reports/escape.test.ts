import { escapeJson, escapeLine, escapeStrings } from '../../lib/reports/escape';

it.each([
  ['an escape sequence', 'a\u001b[31mb', 'a\\u001b[31mb'],
  ['a C1 control sequence introducer', '\u009b2J', '\\u009b2J'],
  ['a bell and a null', '\u0007\u0000', '\\u0007\\u0000'],
  ['a delete', '\u007f', '\\u007f'],
  ['line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['a line separator and a paragraph separator', '\u2028\u2029', '\\u2028\\u2029'],
  ['bidi overrides and isolates', '\u202egnp.exe\u202c\u2066\u2069', '\\u202egnp.exe\\u202c\\u2066\\u2069'],
  ['bidi marks', '\u200e\u200f\u061c', '\\u200e\\u200f\\u061c'],
  ['zero-width characters', 'a\u200b\u200d\u2060\ufeffb', 'a\\u200b\\u200d\\u2060\\ufeffb'],
  ['a soft hyphen', '\u00ad', '\\u00ad'],
  ['letters that render as nothing', '\u3164\u115f', '\\u3164\\u115f'],
  ['tags beyond the basic plane', '\u{e0041}', '\\udb40\\udc41'],
  ['a lone surrogate', '\ud800', '\\ud800'],
  ['what XML allows nowhere', 'a\ufffe\uffff', 'a\\ufffe\\uffff'],
  ['a command of a build agent', 'x ##vso[task.complete]', 'x #\\u0023vso[task.complete]'],
  ['one that is quoted and in other letters', '###[Error] ##VSO[x]', '##\\u0023[Error] #\\u0023VSO[x]'],
])('makes %s visible', (_, text, visible) => {
  expect(escapeLine(text)).toBe(visible);
});

it.each(['plain', '## heading', '##x[', 'Zürich – 札幌 × µs ≥ 5 ms', 'a\\b', '"quoted"', '\u{1f680}'])(
  'leaves %s as it is',
  (text) => {
    expect(escapeLine(text)).toBe(text);
  },
);

it('keeps the meaning of JSON while hiding nothing in it', () => {
  const value = {
    text: 'a\u009b\u202e\u007f\u200b\u{e0041}\u2028\u001b\n\ud800',
    list: ['\u061c', '##vso[x] ##[y]', '\uffff'],
  };
  const json = escapeJson(JSON.stringify(value, null, 2));
  expect(JSON.parse(json)).toEqual(value);
  expect(json).not.toMatch(/[^\P{C}\n]|##(?:vso)?\[/u);
});

it('reaches every string of a value and leaves the rest', () => {
  const value = { a: ['\u0007', 1, null, true], b: { c: '\u001b' } };
  expect(escapeStrings(value)).toEqual({ a: ['\\u0007', 1, null, true], b: { c: '\\u001b' } });
});

it('keeps a key named __proto__ a key', () => {
  const value: unknown = JSON.parse('{"__proto__":{"polluted":"\\u0007"}}');
  expect(Object.keys(escapeStrings(value) as object)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
