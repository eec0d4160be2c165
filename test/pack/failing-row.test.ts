import { noDeclarations } from '../../lib/declarations/declarations';
import { Session } from '../../lib/pack/session';
import { rules } from '../../policies';
import { sentInStack } from './requested';

jest.mock('../../lib/clouds/provider-tables', () => {
  const { providerTables } = jest.requireActual<{ providerTables: readonly object[] }>(
    '../../lib/clouds/provider-tables',
  );
  const read = (): never => {
    throw new TypeError('cannot read that');
  };
  const odd = { name: 'odd', types: { odd_thing: { pulumi: ['odd:index/thing:Thing'], read } } };
  return { providerTables: [...providerTables, odd] };
});

test('a provider row that throws fails the run under rule-errors, and everything else is judged', () => {
  const network = 'ovh:CloudProject/networkPrivate:NetworkPrivate';
  const session = new Session({ rules, version: 'test', today: '2026-01-01', declarations: noDeclarations });
  session.seesStack(
    [
      { type: 'odd:index/thing:Thing', name: 'a', properties: {} },
      { type: network, name: 'n', properties: { name: 'n', regions: ['GRA11', 'WAW1'] } },
    ].map(sentInStack),
  );
  const stackTags = new Map<string, string>();
  expect(session.errors(stackTags)).toEqual([
    {
      kind: 'internal',
      where: 'odd:index/thing:Thing urn:pulumi:test::app::odd:index/thing:Thing::a',
      message: 'reading it failed: cannot read that',
    },
  ]);
  const rule = rules.find(({ id }) => id === 'broadcast-domain-single-site')!;
  expect(session.stack(rule, { stackTags })).toMatchObject([{ messageId: 'stretched' }]);
});
