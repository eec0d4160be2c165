import { defineRule } from '../../lib/rules/define-rule';

const rule = {
  id: 'link-spare-path',
  title: 'A second path',
  law: 'Two sites have two paths.',
  why: 'One path fails.',
  level: 'error',
  category: 'interconnect',
  scope: 'stack',
  references: [],
  messages: { found: 'found' },
  options: {},
  select: () => [],
  check: () => [],
} as const;

/** As a rule written in JavaScript reaches us: no type has looked at it. */
const define = (changes: object): unknown => defineRule({ ...rule, ...changes });

test('a rule that is sound is given back as it is', () => {
  expect(defineRule(rule)).toEqual(rule);
});

test.each([
  [{ id: 'no-links' }, 'rule "no-links": name the law that must hold, not the ban ("no")'],
  [{ id: 7 }, 'rule "": an id is <subject>-<law> in lower case, such as migration-rtt-budget'],
  [{ title: '' }, 'rule "link-spare-path": title must be a text'],
  [{ law: undefined }, 'law must be a text'],
  [{ why: ' ' }, 'why must be a text'],
  [{ level: 'critical' }, 'level must be one of error, warning, note, not "critical"'],
  [{ level: 'toString' }, 'level must be one of error, warning, note'],
  [{ category: 'other' }, 'category must be one of stretched-layer-2, live-migration'],
  [{ scope: undefined }, 'scope must be one of resource, stack, not undefined'],
  [{ references: [{ title: 'x', url: 'x' }] }, 'references must be a list of { title, url } with https addresses'],
  [{ references: undefined }, 'references must be a list'],
  [{ help: 'docs/x.md' }, 'help must be an https address'],
  [{ messages: {} }, 'messages must be texts of one line by id, one at least'],
  [{ messages: { found: 7 } }, 'messages must be texts of one line by id'],
  [{ options: [] }, 'options must be an object'],
  [{ options: { max: { kind: 'weight', default: 1, description: 'x' } } }, 'option "max" has the kind "weight"'],
  [{ options: { max: { kind: 'duration', default: '5 ms', description: 'x' } } }, 'option "max" must have a number'],
  [{ options: { max: { kind: 'switch', default: 1, description: 'x' } } }, 'option "max" must have true or false'],
  [{ options: { max: { kind: 'count', default: 1 } } }, 'option "max" must have a description'],
  [{ title: 'a\u001b[31mb' }, 'title must be a text of one line'],
  [{ law: 'two\nlines' }, 'law must be a text of one line'],
  [{ level: 10n }, 'level must be one of error, warning, note, not bigint'],
  [{ help: 'http://a.example' }, 'help must be an https address'],
  [{ help: 'https://a.example"><script>' }, 'help must be an https address'],
  [{ limits: {} }, 'limits must be { read, of }'],
  [{ limits: { read: 'x', of: 'moves' } }, 'limits must be { read, of }'],
  [{ messages: { found: 'x {' } }, 'with {placeholders} of letters and digits'],
  [{ messages: { found: '{a b}' } }, 'with {placeholders} of letters and digits'],
  [{ select: undefined }, 'select must be a function'],
  [{ check: 'x' }, 'check must be a function'],
])('%j is refused when the rule is defined', (changes, line) => {
  expect(() => define(changes)).toThrow(line);
});
