import { ms } from '../../lib/model/units';
import { defineRule, type MessageData } from '../../lib/rules/define-rule';
import { evidence } from '../../lib/rules/evidence';
import { fillMessage } from '../../lib/rules/message';

/*
 * What the compiler must refuse. `npm run types` checks this file: a line below that compiles after all makes its
 * `@ts-expect-error` an error.
 */
const rule = {
  id: 'a-law',
  title: 'A law',
  law: 'A law holds.',
  why: 'For the test.',
  level: 'error',
  category: 'interconnect',
  scope: 'stack',
  references: [],
  messages: { tooFar: '{link} takes {rtt}', plain: 'no placeholder' },
  options: {
    maxRtt: { kind: 'duration', default: ms(5), description: 'a limit' },
    strict: { kind: 'switch', default: false, description: 'a switch' },
  },
} as const;

const found = { resources: [], evidence: evidence({ from: [] }) };

export const refused = defineRule({
  ...rule,
  select: (graph) => graph.links,
  check(link, { options, report }) {
    const limit: typeof options.maxRtt = ms(5);
    // @ts-expect-error a bare number is no round trip
    const bare: typeof options.maxRtt = 5;
    // @ts-expect-error an option that the rule does not have
    const missing: unknown = options.minRtt;
    // @ts-expect-error a switch is no quantity
    const wrong: number = options.strict;
    expect([limit, bare, missing, wrong]).toHaveLength(4);
    return [
      report.violation('tooFar', { ...found, data: { link: link.name, rtt: '5 ms' } }),
      // @ts-expect-error a forgotten {rtt}
      report.violation('tooFar', { ...found, data: { link: link.name } }),
      // @ts-expect-error a placeholder that the template does not have
      report.violation('tooFar', { ...found, data: { link: link.name, rtt: '5 ms', limit: '1 ms' } }),
      // @ts-expect-error a number where a text belongs
      report.undetermined('tooFar', { ...found, data: { link: link.name, rtt: 5 } }),
      // @ts-expect-error a message that the rule does not have
      report.violation('tooNear', { ...found, data: {} }),
      // @ts-expect-error a link has no members
      report.violation('plain', { ...found, data: {}, resources: link.members }),
    ];
  },
});

test("a template's placeholders are the keys of its data", () => {
  const data: MessageData<'{link} takes {rtt}, {link}'> = { link: 'a - b', rtt: '5 ms' };
  expect(fillMessage('{link} takes {rtt}, {link}', data)).toBe('a - b takes 5 ms, a - b');
});

test('braces in the data are left as they are', () => {
  expect(fillMessage('{link} takes {rtt}', { link: '{rtt}', rtt: '$& {link}' })).toBe('{rtt} takes $& {link}');
});
