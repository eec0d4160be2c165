import { check } from '../../lib/check';
import { noDeclarations } from '../../lib/declarations/declarations';
import type { Reading } from '../../lib/resources/document';
import { readDocument } from '../../lib/documents/read-document';
import { typeIn } from '../../lib/documents/terraform/address';
import { changeOf, planOf, planText } from './fixtures';

const read = (plan: unknown, wanted: (type: string) => boolean): Reading =>
  readDocument({ path: 'p.json', bytes: Buffer.from(typeof plan === 'string' ? plan : JSON.stringify(plan)) }, wanted);

const countOf = ({ passedOver = new Map() }: Reading): number =>
  [...passedOver.values()].reduce((sum, count) => sum + count, 0);

const addresses = ({ resources }: Reading): readonly string[] => resources.map(({ ref }) => ref.address);

test.each([
  ['aws_vpc.a', 'aws_vpc'],
  ['aws_vpc.a[0]', 'aws_vpc'],
  ['aws_vpc.a["x.y"]', 'aws_vpc'],
  ['data.aws_vpc.a', 'aws_vpc'],
  ['module.m.aws_vpc.a', 'aws_vpc'],
  ['module.m["a.b[\\"c\\"]"].module.n[12].data.aws_vpc.a["z"]', 'aws_vpc'],
  ['aws_vpc', undefined],
  ['', undefined],
])('the type in %s', (address, type) => {
  expect(typeIn(address)?.type).toBe(type);
});

test('resources of types that are not wanted are counted and not read', () => {
  const plan = planOf([
    changeOf('aws_iam_role.a', {}),
    changeOf('aws_vpc.a', {}),
    changeOf('aws_vpc.b', {}),
    ...['p', 'q', 'r'].map((name) => changeOf(`aws_iam_role.${name}`, {})),
    // Nobody looks into it, so nothing of it can be wrong.
    { address: 'aws_iam_role.b["x"]', mode: 'managed', type: 'aws_iam_role', change: 'nonsense' },
    changeOf('aws_vpc.c', {}),
    changeOf('aws_iam_role.c', {}),
  ]);
  const reading = read(plan, (type) => type === 'aws_vpc');
  expect(addresses(reading)).toEqual(['aws_vpc.a', 'aws_vpc.b', 'aws_vpc.c']);
  expect(reading.passedOver).toEqual(new Map([['aws_iam_role', 6]]));
  expect(() => read(plan, () => true)).toThrow('resource_changes[6].change is a string, not an object');
});

test.each([
  ['an attribute', { config: [{ layer2_stretch: true }] }],
  ['a value', { kind: 'STRETCHED' }],
])('one of many that speaks of stretching by %s is read', (_, values) => {
  const roles = Array.from({ length: 100 }, (__, n) =>
    changeOf(`aws_iam_role.r[${n}]`, n === 71 ? values : { kind: 'none', layer2_stretch: false }),
  );
  const reading = read(planOf(roles), (type) => type === 'aws_vpc');
  expect(addresses(reading)).toEqual(['aws_iam_role.r[71]']);
  expect(reading.passedOver).toEqual(new Map([['aws_iam_role', 99]]));
});

test('a place in the list is that of the whole list', () => {
  const plan = planOf([changeOf('aws_iam_role.a', {}), changeOf('aws_vpc.a', {}), { address: 'aws_vpc.b' }]);
  expect(() => read(plan, (type) => type === 'aws_vpc')).toThrow('resource_changes[2].type is missing, not a string');
});

test('where something deposed stands, and where the address does not come first, all is read', () => {
  const deposed = changeOf('aws_iam_role.a', {}, { deposed: 'abcd' });
  const wanted = (type: string): boolean => type === 'aws_vpc';
  const one = read(planOf([changeOf('aws_iam_role.a', {}), deposed, changeOf('aws_vpc.a', {})]), wanted);
  expect([addresses(one), countOf(one)]).toEqual([['aws_iam_role.a', 'aws_vpc.a'], 0]);
  const { address, ...rest } = changeOf('aws_iam_role.a', {}) as { address: string };
  const other = read(planOf([{ ...rest, address }]), wanted);
  expect([addresses(other), countOf(other)]).toEqual([['aws_iam_role.a'], 0]);
});

test('of every recorded plan as many resources are counted, whichever are wanted, and references lead to the same', () => {
  for (const name of ['modules-three-deep', 'example-modules', 'equinix-fabric-l2-port-to-port']) {
    const whole = read(planText(name), () => true);
    const types = [...new Set(whole.resources.map(({ type }) => type))];
    for (const type of types) {
      const some = read(planText(name), (one) => one === type);
      expect(some.resources.length + countOf(some)).toBe(whole.resources.length);
      for (const resource of some.resources.filter((one) => one.type === type)) {
        const same = whole.resources.find(({ ref }) => ref.address === resource.ref.address)!;
        for (const path of ['alias', 'zone', 'input', 'z_side.access_point.network.uuid'])
          expect(resource.attributes.references(path)).toEqual(same.attributes.references(path));
      }
    }
  }
});

describe('an entry that hides another is refused', () => {
  const wanted = (type: string): boolean => type === 'aws_vpc';
  test.each([
    ['an address given twice', [changeOf('aws_vpc.a', {}), changeOf('aws_vpc.a', {})], 'aws_vpc.a stands in it twice'],
    [
      'an address of a type that is not wanted, given twice',
      [changeOf('aws_iam_role.a', {}), changeOf('aws_iam_role.a', {})],
      'aws_iam_role.a stands in it twice',
    ],
    [
      'a wanted type under the address of another',
      [changeOf('aws_iam_role.a', {}, { type: 'aws_vpc' })],
      'resource_changes[0].address is "aws_iam_role.a", which is no address of the type aws_vpc',
    ],
    [
      'a type under the address of a wanted one',
      [changeOf('aws_vpc.a', {}, { type: 'aws_iam_role' })],
      'resource_changes[0].address is "aws_vpc.a", which is no address of the type aws_iam_role',
    ],
    [
      'the address of a module',
      [changeOf('module.m', {}, { type: 'aws_vpc' })],
      'resource_changes[0].address is "module.m", which is no address of the type aws_vpc',
    ],
    [
      'a mode that does not exist',
      [changeOf('aws_vpc.a', {}, { mode: 'virtual' })],
      'resource_changes[0].mode is "virtual", not managed or data',
    ],
    [
      'a mode that does not exist, of a type that is not wanted',
      [changeOf('aws_iam_role.a', {}, { mode: 'virtual' })],
      'resource_changes[0].mode is "virtual", not managed or data',
    ],
    [
      'a create without values',
      [changeOf('aws_vpc.a', { after: null })],
      'resource_changes[0].change holds values neither before nor after it',
    ],
  ])('%s', (_, changes, what) => {
    expect(() => read(planOf(changes), wanted)).toThrow(what);
  });

  test('a list and an ephemeral resource are no infrastructure', () => {
    const plan = planOf([
      changeOf('ephemeral.aws_vpc.a', {}, { mode: 'ephemeral', type: 'aws_vpc' }),
      changeOf('list.aws_vpc.a', {}, { mode: 'list', type: 'aws_vpc' }),
    ]);
    expect(addresses(read(plan, wanted))).toEqual([]);
  });
});

describe('what stands in planned_values only', () => {
  const values = (...names: readonly string[]) => ({
    planned_values: {
      root_module: {
        resources: names.map((name) => ({
          address: `aws_vpc.${name}`,
          mode: 'managed',
          type: 'aws_vpc',
          name,
          values: { id: name },
        })),
      },
    },
  });

  test.each([0, 2])('is read from there, and said, indented by %i', (indent) => {
    const plan = planOf([changeOf('aws_vpc.a', {})], values('a', 'b'));
    const reading = read(JSON.stringify(plan, null, indent), () => true);
    expect(reading.resources.map(({ ref, change }) => [ref.address, change])).toEqual([
      ['aws_vpc.a', 'create'],
      ['aws_vpc.b', 'no-op'],
    ]);
    expect(reading.remarks).toEqual(['read from planned_values, since resource_changes lacks them: 1 resource']);
  });

  test('is all that a plan holds which only refreshes', () => {
    const { resource_changes: _, ...plan } = planOf([], values('a')) as { resource_changes: unknown };
    const reading = read(plan, () => true);
    expect(addresses(reading)).toEqual(['aws_vpc.a']);
    expect(reading.remarks).toEqual([
      'the plan lists no changes, as with -refresh-only; its resources were read from planned_values',
    ]);
  });

  test.each([0, 1, 4])(
    'is read in modules too, beside a deletion, and wherever its address stands, indented by %i',
    (indent) => {
      const inner = { mode: 'managed', type: 'aws_vpc', name: 'b', values: { id: 'b' }, address: 'module.m.aws_vpc.b' };
      const plan = planOf([changeOf('aws_vpc.gone', { actions: ['delete'], before: { id: 'x' }, after: null })], {
        planned_values: { root_module: { child_modules: [{ address: 'module.m', resources: [inner] }] } },
      });
      const text = JSON.stringify(plan, null, indent);
      expect(addresses(read(text, () => true))).toEqual(['aws_vpc.gone', 'module.m.aws_vpc.b']);
      expect(addresses(read(text.replaceAll('":', '" : '), () => true))).toEqual([
        'aws_vpc.gone',
        'module.m.aws_vpc.b',
      ]);
    },
  );

  test('is not read where every resource has a change', () => {
    expect(read(planOf([changeOf('aws_vpc.a', {})], values('a')), () => true).remarks).toEqual([]);
  });
});

test('a plan of which only a part was kept is refused', () => {
  const part = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    variables: {},
    configuration: { root_module: {} },
  };
  expect(() => read(part, () => true)).toThrow(
    'is a part of a plan: it holds none of resource_changes, planned_values',
  );
  expect(read({ ...part, planned_values: { root_module: {} } }, () => true).resources).toEqual([]);
});

test.each([
  ['goes away', ['delete'], undefined],
  ['is to come', ['create'], ['not read, and speaks of stretching: proxmox_sdn_zone_vxlan']],
])('a type whose name speaks of stretching and that %s', (_, actions, remarks) => {
  const sides = actions[0] === 'delete' ? { before: {}, after: null } : {};
  const zone = changeOf('proxmox_sdn_zone_vxlan.z', { actions, ...sides });
  const text = JSON.stringify(planOf([zone, changeOf('aws_iam_role.a', {})]));
  const [input] = check({
    documents: [{ path: 'p.json', bytes: Buffer.from(text) }],
    declarations: noDeclarations,
    rules: [],
    version: '0',
    today: '2026-01-01',
  }).inputs;
  expect(input?.remarks).toEqual(remarks);
  expect(input?.unread.map(({ type, count }) => [type, count])).toEqual([
    ['aws_iam_role', 1],
    ['proxmox_sdn_zone_vxlan', 1],
  ]);
});
