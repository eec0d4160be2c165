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
    // Nobody looks into it, so nothing of it can be wrong.
    { address: 'aws_iam_role.b["x"]', type: 'aws_iam_role', change: 'nonsense' },
    changeOf('aws_vpc.c', {}),
    changeOf('aws_iam_role.c', {}),
  ]);
  const reading = read(plan, (type) => type === 'aws_vpc');
  expect(addresses(reading)).toEqual(['aws_vpc.a', 'aws_vpc.b', 'aws_vpc.c']);
  expect(reading.passedOver).toEqual(new Map([['aws_iam_role', 3]]));
  expect(() => read(plan, () => true)).toThrow('resource_changes[3].change is a string, not an object');
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
