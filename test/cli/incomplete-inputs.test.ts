import { gzipSync } from 'node:zlib';
import { directoryWith, removeDirectories } from './fake-io';
import { runIn } from './run-in';

afterEach(removeDirectories);

const network = {
  address: 'ovh_cloud_project_network_private.n',
  mode: 'managed',
  type: 'ovh_cloud_project_network_private',
  name: 'n',
  provider_name: 'registry.terraform.io/ovh/ovh',
  change: {
    actions: ['create'],
    before: null,
    after: { name: 'n', service_name: 'p', vlan_id: 1, regions: ['GRA11', 'BHS5'] },
    after_unknown: {},
  },
};

const plan = (more: object = {}): string =>
  JSON.stringify({ format_version: '1.2', planned_values: { root_module: {} }, resource_changes: [network], ...more });
const clean = plan({ resource_changes: [] });

test('an incomplete plan is an error of the run, and with --allow-incomplete a remark', async () => {
  const cwd = directoryWith({ 'plan.json': plan({ complete: false, resource_changes: [] }) });
  const { code, out } = await runIn(cwd, 'check', 'plan.json');
  expect([code, out]).toEqual([3, expect.stringContaining('failed      plan.json: the plan is incomplete')]);
  const allowed = await runIn(cwd, 'check', 'plan.json', '--allow-incomplete');
  expect([allowed.code, allowed.out]).toEqual([0, expect.stringContaining('the plan is incomplete')]);
});

test('what an incomplete plan holds is judged either way', async () => {
  const cwd = directoryWith({ 'plan.json': plan({ complete: false }) });
  expect((await runIn(cwd, 'check', 'plan.json', '--allow-incomplete')).code).toBe(1);
  expect((await runIn(cwd, 'check', 'plan.json')).out).toContain('broadcast-domain-single-site');
});

test.each([
  ['behind a line that no known wrapper writes', Buffer.from(`Switched to workspace "x".\n${plan()}`)],
  ['in UTF-16 without a byte-order mark', Buffer.from(plan(), 'utf16le')],
  ['cut off', Buffer.from(plan().slice(0, -40))],
])('a plan %s in a directory is never passed over', async (_, bytes) => {
  const cwd = directoryWith({ 'd/a.json': clean, 'd/b.json': bytes });
  const { code, out } = await runIn(cwd, 'check', 'd');
  expect([code, out]).toEqual([3, expect.stringContaining('d/b.json')]);
});

test('another file that is no JSON is named and costs nothing', async () => {
  const cwd = directoryWith({
    'd/a.json': clean,
    'd/tsconfig.json': '{ // of another tool\n}',
    'd/x.json.gz': gzipSync('x'),
  });
  const { code, err } = await runIn(cwd, 'check', 'd');
  expect([code, err]).toEqual([0, 'lightbound: 2 files are no input: d/tsconfig.json, d/x.json.gz\n']);
});

test('directories that are left out are named where that is asked', async () => {
  const cwd = directoryWith({ 'd/a.json': clean, 'd/.terraform/b.json': plan(), 'd/m/node_modules/c.json': plan() });
  expect(await runIn(cwd, 'check', 'd')).toMatchObject({ code: 0, err: '' });
  expect((await runIn(cwd, 'check', 'd', '--verbose')).err).toBe(
    'lightbound: 2 directories were left out: d/.terraform, d/m/node_modules\n',
  );
});
