import type { Doubt } from '../../lib/graph/graph-node';
import { unknown } from '../../lib/graph/known';
import { DomainDrafts } from '../../lib/placing/domain-drafts';
import type { Mention } from '../../lib/placing/mention';
import type { Whether } from '../../lib/placing/whether';
import { mbps } from '../../lib/model/units';
import { memberIn, moves, segment, told } from '../support/graph';

const doubt = (address: string): readonly Doubt[] => [
  { resource: { address, type: 'switch', path: 'enabled' }, because: 'known after apply' },
];

const mention = (site: string, exists?: Whether): Mention<'broadcast-domain'> => {
  const { name, mechanism, members, resources } = segment('s', [memberIn(site)]);
  return { name, mechanism, members, resources, ...(exists !== undefined && { exists }) };
};

const shown = (drafts: DomainDrafts<'broadcast-domain'>) =>
  drafts.finish().map(({ id, members, perhaps }) => ({
    id,
    sites: members.map(({ site }) => (site.known ? site.value : '?')),
    ...(perhaps && { perhaps: perhaps.map(({ resource }) => resource.address) }),
  }));

const drafted = (...mentions: readonly Mention<'broadcast-domain'>[]) => {
  const drafts = new DomainDrafts('broadcast-domain');
  for (const one of mentions) drafts.define('s', one);
  return shown(drafts);
};

test('a domain that only mentions in doubt make exists perhaps, with all that decides', () => {
  expect(drafted(mention('vienna', doubt('b')), mention('graz', doubt('a')))).toEqual([
    { id: 's', sites: ['graz', 'vienna'], perhaps: ['a', 'b'] },
  ]);
});

test('beside a domain that certainly exists stands what perhaps is in it too, in either order', () => {
  const both = [
    { id: 's', sites: ['vienna'] },
    { id: 's perhaps', sites: ['graz', 'vienna'], perhaps: ['a'] },
  ];
  expect(drafted(mention('vienna'), mention('graz', doubt('a')))).toEqual(both);
  expect(drafted(mention('graz', doubt('a')), mention('vienna'))).toEqual(both);
});

test('of two mentions of one member the one that tells more stays, in either order', () => {
  const said = (site: string, name?: string) => {
    const { members, ...rest } = mention(site);
    return {
      ...rest,
      members: members.map((member) => ({ ...member, id: 'host-1', ...(name !== undefined && { name }) })),
    };
  };
  const names = (...mentions: readonly Mention<'broadcast-domain'>[]) => {
    const drafts = new DomainDrafts('broadcast-domain');
    for (const one of mentions) drafts.define('s', one);
    return drafts.finish().flatMap(({ members }) => members.map(({ name }) => name));
  };
  expect(names(said('vienna', 'a.vienna'), said('vienna'))).toEqual(['a.vienna']);
  expect(names(said('vienna'), said('vienna', 'a.vienna'))).toEqual(['a.vienna']);
});

test('of two mentions of one name the mechanism is the same in either order', () => {
  const [a, b] = ['one', 'other'].map((mechanism) => ({ ...mention('vienna'), mechanism }));
  for (const both of [
    [a!, b!],
    [b!, a!],
  ]) {
    const drafts = new DomainDrafts('broadcast-domain');
    for (const one of both) drafts.define('s', one);
    expect(drafts.finish().map(({ mechanism }) => mechanism)).toEqual(['one']);
  }
});

test('a doubtful mention that adds nothing to a certain one is none', () => {
  expect(drafted(mention('vienna'), mention('vienna', doubt('a')))).toEqual([{ id: 's', sites: ['vienna'] }]);
});

test('a mention of what does not exist is none', () => {
  expect(drafted(mention('vienna', false))).toEqual([]);
});

test('a lower cap that is in doubt is not that of the certain domain', () => {
  const drafts = new DomainDrafts('migration-domain');
  const capped = (rate: number, exists: Whether) => {
    const {
      kind: _,
      id: __,
      identity: ___,
      ...about
    } = moves('m', [memberIn('vienna')], { rateCap: told(mbps(rate)) });
    drafts.define('m', { ...about, exists });
  };
  capped(1000, true);
  capped(100, doubt('a'));
  expect(drafts.finish().map(({ id, rateCap }) => ({ id, rateCap }))).toEqual([
    { id: 'm', rateCap: told(mbps(1000)) },
    { id: 'm perhaps', rateCap: told(mbps(100)) },
  ]);
});

test('whoever knows no value shares with all that may have it, and alone with nobody', () => {
  const share = (...values: readonly (string | undefined)[]) => {
    const drafts = new DomainDrafts('broadcast-domain');
    for (const [index, value] of values.entries()) {
      const by = { address: `net.${index}`, type: 'net' };
      const [unknown] = doubt(by.address);
      drafts.share({
        space: 'vlan',
        by,
        values: [value ?? unknown!],
        id: value === undefined ? undefined : `vlan ${value}`,
        mention: mention(`site-${index}`),
      });
    }
    return shown(drafts);
  };
  expect(share(undefined)).toEqual([]);
  expect(share('1', '2', undefined)).toEqual([
    { id: 'vlan 1', sites: ['site-0'] },
    { id: 'vlan 2', sites: ['site-1'] },
    { id: 'vlan perhaps net.2', sites: ['site-0', 'site-1', 'site-2'], perhaps: ['net.2'] },
  ]);
});

test('of two reasons for one gap or one doubt the same one stays, in either order', () => {
  const unplaced = (reason: string): Mention<'broadcast-domain'> => ({
    ...mention('vienna', [{ resource: { address: 'a', type: 'switch', path: 'enabled' }, because: reason }]),
    members: [{ resource: { address: 'host', type: 'host' }, site: unknown('not-placed', reason) }],
  });
  const reasons = (...mentions: readonly Mention<'broadcast-domain'>[]) => {
    const drafts = new DomainDrafts('broadcast-domain');
    for (const one of mentions) drafts.define('s', one);
    return drafts
      .finish()
      .map(({ members, perhaps = [] }) => [
        members.map(({ site }) => (site.known ? '' : site.reason.text)),
        perhaps.map(({ because }) => because),
      ]);
  };
  const both = [[['known after apply'], ['known after apply']]];
  expect(reasons(unplaced('no site is known'), unplaced('known after apply'))).toEqual(both);
  expect(reasons(unplaced('known after apply'), unplaced('no site is known'))).toEqual(both);
});
