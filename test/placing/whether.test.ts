import type { Doubt } from '../../lib/graph/graph-node';
import { allOf, anyOf, whether } from '../../lib/placing/whether';
import { later, terraform } from '../support/resources';

const doubt = (path: string): Doubt => ({
  resource: { address: 'a.b', type: 'a', path },
  because: 'known after apply',
});
const [one, two] = [[doubt('one')], [doubt('two')]];

test('of several conditions one that holds is enough, and one that is in doubt leaves it open', () => {
  expect([anyOf(), anyOf(false, false), anyOf(false, one, true)]).toEqual([false, false, true]);
  expect(anyOf(false, one, two)).toEqual([...one, ...two]);
});

test('of conditions that must all hold one that does not decides', () => {
  expect([allOf(), allOf(true, true), allOf(true, one, false)]).toEqual([true, true, false]);
  expect(allOf(true, one, two)).toEqual([...one, ...two]);
});

const vsan = (written: object, change?: 'create' | 'update') => {
  const cluster = terraform('vsphere_compute_cluster.c', { ...written }, change && { change });
  return whether(cluster, 'vsan_enabled', cluster.attributes.boolean('vsan_enabled'), (isOn) => isOn);
};

const open = (because: string) => [
  {
    resource: { address: 'vsphere_compute_cluster.c', type: 'vsphere_compute_cluster', path: 'vsan_enabled' },
    because,
  },
];

test('a switch is on or off as it is written, off where nobody wrote it, and open where its value is unknown', () => {
  expect([vsan({ vsan_enabled: true }), vsan({ vsan_enabled: false }), vsan({})]).toEqual([true, false, false]);
  expect(vsan({ vsan_enabled: later() })).toEqual(open('known after apply'));
  expect(vsan({ vsan_enabled: ['yes'] })).toEqual(open('vsan_enabled is not a boolean'));
});

describe('what nobody wrote and the provider gives', () => {
  const services = (change: 'create' | 'update') => {
    const port = terraform('vsphere_vnic.p', { services: later() }, { change });
    const unwritten = Object.assign(Object.create(port.attributes) as typeof port.attributes, { written: () => false });
    const read = port.attributes.strings('services');
    return whether({ ...port, attributes: unwritten }, 'services', read, () => true);
  };

  test('is the default of a new resource', () => {
    expect(services('create')).toBe(false);
  });

  test('is open of one that exists, which has a value that may be another than the default', () => {
    expect(services('update')).toHaveLength(1);
  });
});
