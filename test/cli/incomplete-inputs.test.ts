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

test.each([
  ['an empty plan', 'plan.json', Buffer.from('')],
  ['a plan of white space', 'plan.json', Buffer.from(' \r\n')],
  ['a plan of a byte-order mark alone', 'plan.json', Buffer.from([0xff, 0xfe])],
  ['an empty state', 'terraform.tfstate', Buffer.from('')],
  ['a state that is cut off before it says what it is', 'terraform.tfstate', Buffer.from('{"vers')],
  ['a state in another format', 'terraform.tfstate', Buffer.from('{"encrypted_data":"x"}')],
  ['an empty compressed plan', 'plan.json.gz', Buffer.from('')],
  ['a compressed plan of which nothing was written', 'plan.json.gz', gzipSync('')],
  ['a compressed plan that is cut off', 'plan.json.gz', gzipSync(plan()).subarray(0, 60)],
  ['a compressed plan that is cut off behind its first byte', 'plan.json.gz', gzipSync(plan()).subarray(0, 1)],
  ['a compressed state that is cut off', 'a.tfstate.gz', gzipSync('{"version": 4}').subarray(0, 20)],
  ['a compressed plan behind a strange line', 'plan.json.gz', gzipSync(`Switched.\n${plan()}`)],
])('%s in a directory fails as it does by its name', async (_, name, bytes) => {
  const cwd = directoryWith({ 'd/a.json': clean, [`d/${name}`]: bytes });
  const named = await runIn(cwd, 'check', `d/${name}`);
  const { code, out, err } = await runIn(cwd, 'check', 'd');
  expect([named.code, code, err]).toEqual([3, 3, '']);
  const failed = (text: string): string | undefined => /^failed .*?(?=\n\n)/ms.exec(text)?.[0];
  expect(failed(out)).toBe(failed(named.out));
});

test.each(['main.tf', 'main.tf.json', 'main.tofu', 'main.tofu.json'])(
  'a directory that holds %s alone says how to get a plan',
  async (name) => {
    const cwd = directoryWith({ [`d/${name}`]: '{"resource": {}}' });
    const { code, err } = await runIn(cwd, 'check', 'd');
    expect([code, err]).toEqual([6, expect.stringContaining('run `terraform plan -out p && terraform show -json p')]);
  },
);

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
