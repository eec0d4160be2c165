import { InputError } from '../../lib/resources/document';
import { isOurs, readDocument } from '../../lib/documents/read-document';
import { changeOf, planOf, planText, readJson, readText } from './fixtures';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const file = (text: string) => ({ path: 'file.json', bytes: bytes(text) });
const plan = JSON.stringify(planOf([changeOf('aws_vpc.a', {})]));

/** What the input is, its bytes, and what the one line must say. */
const BAD: readonly (readonly [string, Uint8Array, RegExp])[] = [
  ['an empty file', bytes(''), /is empty/],
  ['nothing but white space', bytes(' \n\t'), /is empty/],
  ['a plan cut off in a string', bytes(plan.slice(0, 40)), /cut off.*1:41/],
  ['a plan cut off between values', bytes('{\n  "format_version": "1.2",\n  "resource_changes": ['), /cut off.*3:24/],
  [
    'the line stream of plan -json',
    bytes('{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info"}\n'),
    /stream of log lines.*terraform show -json/,
  ],
  ['the event stream of a preview', bytes('{"sequence":0,"timestamp":1}\n{"sequence":1}\n'), /event stream/],
  ['two plans in one file', bytes(`${plan}\n${plan}`), /after the end.*2:1/],
  [
    'one line of that stream',
    bytes('{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n'),
    /stream of log lines.*terraform show -json/,
  ],
  ['a saved plan', Buffer.concat([bytes('PK\u0003\u0004'), Buffer.alloc(64)]), /binary.*terraform show -json/],
  ['HCL', bytes('# a comment\nresource "aws_vpc" "a" {}\n'), /HCL/],
  ['Markdown, which begins like a comment of HCL', bytes('# Read me\n\nSome text.\n'), /is not valid JSON/],
  ['tfvars', bytes('region = "eu-west-1"\n'), /HCL/],
  [
    'the printout of terraform plan',
    bytes('Terraform will perform the following actions:\n'),
    /not valid JSON.*1:1.*terraform show -json/,
  ],
  ['YAML', bytes('resources:\n  a: 1\n'), /not valid JSON/],
  ['UTF-16 without a mark', Buffer.from(plan, 'utf16le'), /UTF-16/],
  [
    'invalid UTF-8',
    Buffer.concat([bytes('{"format_version":"'), Buffer.from([0xc3, 0x28]), bytes('"}')]),
    /not valid UTF-8/,
  ],
  [
    'a key given twice',
    bytes('{"format_version":"1.2",\n"resource_changes":[{"type":"a","type":"b"}]}'),
    /"type" twice.*2:33/,
  ],
  ['a key given twice, once with an escape', bytes('{"a":{"type":1,"\\u0074ype":2}}'), /"type" twice.*1:16/],
  ['a __proto__ key', bytes('{"format_version":"1.2","__proto__":{"a":1}}'), /__proto__.*1:25/],
  ['a __proto__ key with an escape', bytes('{"a":{"__pr\\u006fto__":1}}'), /__proto__/],
  ['nesting without end', bytes('['.repeat(600)), /deeper than 512.*1:513/],
  ['a list at the top', bytes('[1,2]'), /holds a list/],
  ['a string at the top', bytes('"plan"'), /single value/],
  ['a trailing comma', bytes('{"a":1,}'), /not valid JSON.*1:8/],
  ['a leading zero', bytes('{"a":01}'), /not valid JSON.*1:7/],
  ['a raw line break in a string', bytes('{"a":"x\ny"}'), /control character.*1:8/],
  ['an unknown escape', bytes('{"a":"\\x41"}'), /escape.*1:7/],
  ['JSON of something else', bytes('{"name":"left-pad","version":"1.0.0"}'), /a format that Lightbound does not read/],
  [
    'a future format',
    bytes('{"format_version":"2.0","resource_changes":[]}'),
    /format_version 2\.0.*upgrade Lightbound/,
  ],
  ['a format that is a number', bytes('{"format_version":1,"resource_changes":[]}'), /format_version 1/],
  [
    'a plan that failed',
    bytes('{"format_version":"1.2","resource_changes":[],"errored":true}'),
    /is a plan that failed/,
  ],
  [
    'a plan that failed before it had any change',
    bytes('{"format_version":"1.2","errored":true}'),
    /is a plan that failed/,
  ],
  [
    'changes that are no list',
    bytes('{"format_version":"1.2","resource_changes":{}}'),
    /resource_changes is an object, not a list/,
  ],
  [
    'a string for a change',
    bytes('{"format_version":"1.2","resource_changes":["x"]}'),
    /resource_changes\[0\] is a string/,
  ],
  [
    'a change without type',
    bytes('{"format_version":"1.2","resource_changes":[{"address":"a.b","change":{}}]}'),
    /resource_changes\[0\]\.type is missing/,
  ],
  [
    'a change without address',
    bytes('{"format_version":"1.2","resource_changes":[{"type":"a"}]}'),
    /resource_changes\[0\]\.address is missing/,
  ],
  [
    'actions that are a string',
    bytes(
      '{"format_version":"1.2","resource_changes":[{"address":"a.b","type":"a","mode":"managed","change":{"actions":"create"}}]}',
    ),
    /change\.actions is a string/,
  ],
  ['a state of an old version', bytes('{"version":3,"lineage":"x","modules":[]}'), /version 3.*terraform show -json/],
  [
    'an encrypted state',
    bytes('{"serial":1,"lineage":"x","encrypted_data":"eA==","encryption_version":"v0"}'),
    /encrypted.*tofu show -json/,
  ],
  [
    'state resources that are no list',
    bytes('{"format_version":"1.0","values":{"root_module":{"resources":"x"}}}'),
    /values\.root_module\.resources is a string/,
  ],
  [
    'a preview that failed',
    bytes('{"steps":[],"diagnostics":[{"message":"boom","severity":"error"}]}'),
    /preview that failed/,
  ],
  [
    'a preview step without operation',
    bytes('{"steps":[{"urn":"urn:pulumi:a::b::c:d:E::f"}]}'),
    /steps\[0\]\.op is missing/,
  ],
  [
    'a redacted plan of HCP Terraform',
    bytes('{"plan_format_version":"1.2","provider_schemas":{},"resource_changes":[]}'),
    /redacted plan of HCP Terraform.*json-output/,
  ],
  ['the result of validate', bytes('{"format_version":"1.0","valid":true}'), /terraform validate/],
  ['a list of provider schemas', bytes('{"format_version":"1.0","provider_schemas":{}}'), /provider schemas/],
  ['a Pulumi checkpoint', bytes('{"version":3,"checkpoint":{}}'), /pulumi stack export/],
  ['an export from the future', bytes('{"version":9,"deployment":{}}'), /version 9/],
  ['a stack whose resources are a list', bytes('{"terraform":{},"resource":[]}'), /resource is a list, not an object/],
];

test.each(BAD)('%s is refused with one line that says what and where', (_, input, line) => {
  const read = (): unknown => readDocument({ path: 'in.json', bytes: input });
  expect(read).toThrow(InputError);
  expect(read).toThrow(line);
  try {
    read();
  } catch (error) {
    expect((error as InputError).message).not.toContain('\n');
    expect((error as InputError).path).toBe('in.json');
  }
});

const withRoot = (root: unknown): object =>
  planOf([changeOf('aws_vpc.a', {})], { configuration: { root_module: root } });

test.each([
  [withRoot('x'), /configuration\.root_module is a string, not an object/],
  [withRoot({ resources: 'x' }), /root_module\.resources is a string, not a list/],
  [withRoot({ resources: [7] }), /root_module\.resources\[0\] is a number, not an object/],
  [withRoot({ resources: [{ type: 'a' }] }), /root_module\.resources\[0\]\.address is missing, not a string/],
  [withRoot({ module_calls: [1] }), /root_module\.module_calls is a list, not an object/],
  [withRoot({ module_calls: { m: 1 } }), /module_calls\.m is a number, not an object/],
  [withRoot({ module_calls: { m: { module: [] } } }), /module_calls\.m\.module is a list, not an object/],
  [withRoot({ module_calls: { m: { module: { resources: [[]] } } } }), /m\.module\.resources\[0\] is a list/],
  [withRoot({ variables: { v: 7 } }), /root_module\.variables\.v is a number/],
  [withRoot({ outputs: [] }), /root_module\.outputs is a list/],
  [planOf([], { configuration: 7 }), /configuration is a number/],
  [planOf([], { configuration: { provider_config: { aws: 'x' } } }), /provider_config\.aws is a string/],
  [planOf([], { variables: [] }), /variables is a list/],
  [planOf([], { prior_state: 7 }), /prior_state is a number/],
  [planOf([], { prior_state: { values: [] } }), /prior_state\.values is a list/],
  [planOf([changeOf('aws_vpc.a', { after: 'x' })]), /resource_changes\[0\]\.change\.after is a string, not an object/],
  [planOf([changeOf('aws_vpc.a', { after_unknown: 'x' })]), /change\.after_unknown is a string, not true, false or/],
])('%j is refused where it is read', (plan, line) => {
  expect(() => readJson(plan)).toThrow(InputError);
  expect(() => readJson(plan)).toThrow(line);
});

test('a UTF-8 byte order mark and white space around the document are tolerated', () => {
  expect(readText(`\ufeff${plan}`).resources).toHaveLength(1);
  expect(readText(` \r\n${plan}\n\n`).resources).toHaveLength(1);
});

test('what is not ASCII is read as it was written', () => {
  const reading = readJson(planOf([changeOf('aws_vpc.a', { after: { name: 'Zürich 東京 🏔' } })]));
  expect(reading.resources[0]!.attributes.string('name')).toMatchObject({ value: 'Zürich 東京 🏔' });
});

test('masks that are null, as a whole or inside, mark nothing', () => {
  const after = { region: 'eu-west-1', block: [{ id: 'x' }] };
  for (const mask of [null, { region: null, block: null }, { block: [null] }]) {
    const reading = readJson(planOf([changeOf('aws_vpc.a', { after, after_unknown: mask, after_sensitive: mask })]));
    const { attributes } = reading.resources[0]!;
    expect(attributes.string('region')).toMatchObject({ value: 'eu-west-1' });
    expect(attributes.string('block.id')).toMatchObject({ value: 'x' });
  }
});

test('documents without resources are valid readings of none', () => {
  for (const empty of [
    '{"format_version":"1.2","planned_values":{"root_module":{}}}',
    '{"format_version":"1.0"}',
    '{"changeSummary":{}}',
    '{"version":3,"deployment":{}}',
    '{"version":4,"lineage":"x","resources":[]}',
  ]) {
    expect(readText(empty).resources).toEqual([]);
  }
});

test('a plan that is not complete says so', () => {
  expect(readJson(planOf([], { complete: false })).incomplete).toContain('the plan is incomplete');
  expect(readJson(planOf([], { complete: true })).incomplete).toBeUndefined();
});

test('an action from the future is read and told, a forgotten resource stands as it stood, a deposed one is none', () => {
  const reading = readJson(
    planOf([
      changeOf('a.new', { actions: ['teleport'] }),
      changeOf('a.kept', { actions: ['forget'], before: { id: 'x' }, after: null }),
      changeOf('a.kept', { actions: ['delete'], before: { id: 'y' }, after: null }, { deposed: 'ab12' }),
      changeOf('a.nothing', { actions: ['no-op'], before: null, after: null }),
    ]),
  );
  expect(reading.warnings).toEqual([expect.stringContaining('teleport')]);
  expect(reading.resources.map(({ ref, change }) => [ref.address, change])).toEqual([
    ['a.new', 'update'],
    ['a.kept', 'no-op'],
  ]);
});

test('files of ours are candidates, others in the same directory are not', () => {
  expect(isOurs(file(planText('vsphere-replace')))).toBe(true);
  expect(isOurs(file('\ufeff { "format_version" : "1.0" }'))).toBe(true);
  expect(isOurs(file('{"//":{"metadata":{"version":"0.21.0","stackName":"s","backend":"local"}}}'))).toBe(true);
  expect(isOurs(file('{"version":3,"deployment":{"manifest":{}}}'))).toBe(true);
  expect(isOurs(file('{"config":{},"steps":[{"op":"same","urn":"u"}]}'))).toBe(true);
  expect(isOurs(file('{"version":4,"lineage":"x"}'))).toBe(true);
  // Beyond the first 64 KiB, and cut off.
  const long = JSON.stringify({ a: 'x'.repeat(1 << 17), planned_values: {}, format_version: '1.2' });
  expect(isOurs(file(long))).toBe(true);
  expect(isOurs(file('{"format_version":"1.2","planned_values":{'))).toBe(true);
  expect(isOurs(file('{"format_version":"1.0","valid":true,"diagnostics":[]}'))).toBe(false);
  expect(isOurs(file('{"format_version":"1.2","planned_values":{"a":{"valid":true}}}'))).toBe(true);
  const overridden = { '//': { metadata: { overrides: { stack: ['x'] }, backend: 'local', stackName: 's' } } };
  expect(isOurs(file(JSON.stringify(overridden)))).toBe(true);
  for (const other of ['{"name":"x"}', '[{"format_version":"1"}]', 'format_version', '{"compilerOptions":{}}']) {
    expect(isOurs(file(other))).toBe(false);
  }
});

/** What may be a secret in a document that is not read, however long. */
const secret = `S3CRET${'x'.repeat(50_000)}`;

test.each([
  ['the version of a state file', JSON.stringify({ version: secret, lineage: 'a' })],
  ['the version of a plan', JSON.stringify({ format_version: secret, resource_changes: [] })],
  ['a version that is an object', JSON.stringify({ format_version: { secret }, resource_changes: [] })],
  ['a mode', JSON.stringify(planOf([{ ...changeOf('aws_vpc.a', {}), mode: secret }]))],
  ['the version of a stack export', JSON.stringify({ version: secret, deployment: secret })],
  ['a value where an object is wanted', JSON.stringify(planOf([{ ...changeOf('aws_vpc.a', {}), change: secret }]))],
])('%s is not shown', (_, text) => {
  const read = (): unknown => readText(text);
  expect(read).toThrow(InputError);
  expect(read).not.toThrow(/S3CRET/);
});

test.each([
  [
    'an address given twice',
    JSON.stringify(planOf([changeOf(`aws_vpc.${secret}`, {}), changeOf(`aws_vpc.${secret}`, {})])),
  ],
  ['an address of another type', JSON.stringify(planOf([{ ...changeOf(`aws_vpc.${secret}`, {}), type: secret }]))],
  ['a key given twice', `{"${secret}":1,"${secret}":2}`],
])('%s is shown as far as a name goes', (_, text) => {
  try {
    readText(text);
    throw new Error('it was read');
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message.length).toBeLessThan(1000);
  }
});

test.each([
  [
    'actions',
    () => readJson(planOf([changeOf('aws_vpc.a', { actions: [secret, 'create'] })])),
    /unknown actions \(something else, "create"\)/,
  ],
  [
    'an operation',
    () =>
      readText(
        JSON.stringify({
          steps: [
            {
              op: secret,
              urn: 'urn:pulumi:s::p::aws:ec2/vpc:Vpc::a',
              newState: { urn: 'urn:pulumi:s::p::aws:ec2/vpc:Vpc::a', type: 'aws:ec2/vpc:Vpc' },
            },
          ],
        }),
      ),
    /unknown operation something else/,
  ],
])('of %s that are unknown a warning tells no more', (_, read, line) => {
  const { warnings } = read();
  expect(warnings.join()).toMatch(line);
  expect(warnings.join()).not.toContain('S3CRET');
});
