import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeOf, planOf } from '../documents/fixtures';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const host = (name: string, datacenter: string) =>
  changeOf(`vsphere_host.${name}`, { after: { id: `host-${name}`, hostname: `esx-${name}`, datacenter } });

/** A switch over hosts of two datacenters, which are placed by their names alone. */
const plan = JSON.stringify(
  planOf([
    changeOf('vsphere_datacenter.a', { after: { moid: 'datacenter-1', name: 'Amsterdam' } }),
    changeOf('vsphere_datacenter.b', { after: { moid: 'datacenter-2', name: 'Madrid' } }),
    host('a', 'datacenter-1'),
    host('b', 'datacenter-2'),
    changeOf('vsphere_distributed_virtual_switch.s', {
      after: { name: 's', host: [{ host_system_id: 'host-a' }, { host_system_id: 'host-b' }] },
    }),
  ]),
);

test('a draft that nobody filled in makes no guess certain', async () => {
  const folder = directoryWith({ 'plan.json': plan });
  const guessed = await runIn(folder, 'check', 'plan.json', '--format', 'brief');
  expect([guessed.code, guessed.out]).toEqual([0, expect.stringContaining('guess')]);
  expect((await runIn(folder, 'init', 'plan.json')).code).toBe(0);
  const draft = readFileSync(join(folder, 'lightbound.yaml'), 'utf8');
  expect(draft).toContain('# at: # amsterdam, if datacenter Amsterdam stands there: nothing but its name says so');
  expect(draft).not.toMatch(/^ *at:/mu);
  const drafted = await runIn(folder, 'check', 'plan.json', '--fail-on', 'warning');
  expect([drafted.code, drafted.out]).toEqual([5, expect.stringContaining('0 errors')]);
});
