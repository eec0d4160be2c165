import { noDeclarations } from '../../lib/declarations/declarations';
import { Session } from '../../lib/pack/session';
import { rules } from '../../policies';

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

type StackArgs = Parameters<Session['stack']>[1];

test('a provider row that throws fails the run under rule-errors, and everything else is judged', () => {
  const network = 'ovh:CloudProject/networkPrivate:NetworkPrivate';
  const resources = [
    { type: 'odd:index/thing:Thing', urn: 'urn:pulumi:prod::shop::odd:index/thing:Thing::a', name: 'a', props: {} },
    {
      type: network,
      urn: `urn:pulumi:prod::shop::${network}::n`,
      name: 'n',
      props: { name: 'n', regions: ['GRA11', 'WAW1'] },
    },
  ];
  const session = new Session({ rules, version: 'test', today: '2026-01-01', declarations: noDeclarations });
  const args = { resources, stackTags: new Map() } as unknown as StackArgs;
  expect(session.errors('rule-errors', args)).toEqual([
    {
      kind: 'internal',
      where: 'odd:index/thing:Thing urn:pulumi:prod::shop::odd:index/thing:Thing::a',
      message: 'reading it failed: cannot read that',
    },
  ]);
  const rule = rules.find(({ id }) => id === 'broadcast-domain-single-site')!;
  expect(session.stack(rule, args)).toMatchObject([{ messageId: 'stretched' }]);
});
