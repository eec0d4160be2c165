import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';
import { readCdktfStack } from '../../lib/documents/cdktf/cdktf-stack';
import type { Reading } from '../../lib/resources/document';
import { listOf, readJson, resourceAt, valueOf } from './fixtures';

/** A stack as both forks synthesise it: their public interface is the same. */
function synthesise(sdk: typeof cdktf): object {
  const stack = new sdk.TerraformStack(new sdk.App(), 'net');
  const cidr = new sdk.TerraformVariable(stack, 'cidr', { type: 'string', default: '10.0.0.0/16' });
  const zone = new sdk.TerraformLocal(stack, 'zone', 'us-west-2a');
  const vpc = new sdk.TerraformResource(stack, 'main', { terraformResourceType: 'aws_vpc' });
  vpc.addOverride('cidr_block', cidr.value);
  const subnet = new sdk.TerraformResource(stack, 'sub', { terraformResourceType: 'aws_subnet' });
  subnet.addOverride('vpc_id', vpc.getStringAttribute('id'));
  subnet.addOverride('availability_zone', zone.asString);
  subnet.addOverride('provider', 'aws.west');
  stack.addOverride('provider.aws', [
    { region: 'eu-west-1' },
    { alias: 'west', region: 'us-west-2', secret_key: 'invented' },
  ]);
  return stack.toTerraform() as object;
}

describe.each([
  ['cdktf', cdktf],
  ['cdktn', cdktn as unknown as typeof cdktf],
] as const)('a stack of %s', (_, sdk) => {
  const config = synthesise(sdk);
  const reading = readCdktfStack(config, 'cdktf.out/stacks/net');

  test('is told apart by its content', () => {
    const { from, resources } = readJson(config);
    expect([from.kind, resources.length]).toEqual(['cdktf-stack', 2]);
  });

  test('has constructs, and values through variables and locals', () => {
    const vpc = resourceAt(reading, 'aws_vpc.main');
    expect(vpc.ref.construct).toBe('net/main');
    expect(valueOf(vpc.attributes.string('cidr_block'))).toBe('10.0.0.0/16');
    expect(valueOf(resourceAt(reading, 'aws_subnet.sub').attributes.string('availability_zone'))).toBe('us-west-2a');
  });

  test('knows what draws from what, and by which provider', () => {
    const { attributes, provider } = resourceAt(reading, 'aws_subnet.sub');
    expect(valueOf(attributes.string('vpc_id'))).toBe('<after-apply>');
    expect(attributes.references('vpc_id')).toEqual(['aws_vpc.main']);
    expect([provider.name, provider.alias, valueOf(provider.attributes.string('region'))]).toEqual([
      'aws',
      'west',
      'us-west-2',
    ]);
    expect(valueOf(provider.attributes.string('secret_key'))).toBe('<sensitive>');
    const other = resourceAt(reading, 'aws_vpc.main').provider;
    expect(valueOf(other.attributes.string('region'))).toBe('eu-west-1');
  });
});

const stack = (resource: object, more: object = {}): Reading => readCdktfStack({ resource, ...more }, 'stack');

const attributesOf = (vm: object, more: object = {}, others: object = {}) =>
  resourceAt(stack({ x_vm: { v: vm }, ...others }, more), 'x_vm.v').attributes;

const HOSTS = { x_host: { h: { name: 'esx-1', id_hint: 7 }, 'h-2': {} } };

test.each<readonly [string, readonly string[]]>([
  ['${x_host.h.id}', ['x_host.h']],
  ['${x_host.h[0].id}', ['x_host.h[0]']],
  ['${x_host.h["a.b"].id}', ['x_host.h["a.b"]']],
  ['${element(x_host.h.*.id, 0)}', ['x_host.h']],
  ['${x_host.h[*].id}', ['x_host.h']],
  ['${x_host.h[count.index].id}', ['x_host.h']],
  ['${x_host.h-2.id}', ['x_host.h-2']],
  ['prefix-${x_host.h.id}-${x_host.h-2.id}', ['x_host.h', 'x_host.h-2']],
  ['${join("-", ["x_host.no.id", x_host.h.id])}', ['x_host.h']],
  ['${"deep ${x_host.h.id} } \\" ${lower("x_host.h-2.id")}"}', ['x_host.h']],
  ['${[for h in x_host.h : h.id]}', ['x_host.h']],
  ['${x_host.h.id == "" ? x_host.h-2.id : null}', ['x_host.h', 'x_host.h-2']],
  ['%{ if x_host.h.on }yes%{ endif }', ['x_host.h']],
  ['${local.hosts}', ['x_host.h']],
  ['${each.value.id}', ['x_host.h']],
  ['${data.x_host.d.id}', ['data.x_host.d']],
  ['$${x_host.h.id}', []],
  ['x_host.h.id', []],
  ['${x_other.o.id}', []],
  ['${1.5}', []],
])('%s draws from %j', (written, expected) => {
  const attributes = attributesOf(
    { host: written, for_each: '${x_host.h}' },
    { locals: { hosts: '${x_host.h.id}' }, data: { x_host: { d: {} } } },
    HOSTS,
  );
  expect(attributes.references('host')).toEqual(expected);
  expect(attributes.string('host').known).toBe(expected.length === 0 && !written.startsWith('${'));
});

test('an attribute that another resource writes is known, one that it computes is not', () => {
  const attributes = attributesOf(
    { host: '${x_host.h.name}', id: '${x_host.h.id}', size: '${x_host.h.id_hint}', text: '$${a}' },
    {},
    HOSTS,
  );
  expect([
    valueOf(attributes.string('host')),
    valueOf(attributes.string('id')),
    valueOf(attributes.number('size')),
    valueOf(attributes.string('text')),
  ]).toEqual(['esx-1', '<after-apply>', 7, '${a}']);
});

test('a value at a computed index is unknown, whatever the index is', () => {
  const more = { locals: { list: ['a', 'b'], index: 1 } };
  expect(valueOf(attributesOf({ a: '${local.list[local.index]}' }, more).string('a'))).toBe('<after-apply>');
  expect(valueOf(attributesOf({ a: '${local.list[1]}' }, more).string('a'))).toBe('b');
});

test('a dynamic block is unknown, and what it draws from is known', () => {
  const attributes = attributesOf(
    {
      dynamic: { host: { for_each: '${x_host.h}', content: { id: '${host.value.id}' } } },
      disk: [{ size: 1 }, { size: '${x_host.h.id}' }],
    },
    {},
    HOSTS,
  );
  expect(valueOf(attributes.blocks('host'))).toBe('<after-apply>');
  expect(attributes.references('host')).toEqual(['x_host.h']);
  const disks = attributes.blocks('disk');
  expect(disks.known && disks.value.map((disk) => [valueOf(disk.number('size')), disk.references('size')])).toEqual([
    [1, []],
    ['<after-apply>', ['x_host.h']],
  ]);
  expect([attributes.written('host'), attributes.written('disk'), attributes.written('other')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a sensitive variable is not handed out, and count 0 is not there', () => {
  const more = { variable: { secret: { default: 'invented', sensitive: true }, open: {} } };
  const attributes = attributesOf({ a: '${var.secret}', b: '${var.open}', list: ['x', '${var.open}'] }, more);
  expect([
    valueOf(attributes.string('a')),
    valueOf(attributes.string('b')),
    listOf(attributes.strings('list')),
  ]).toEqual(['<sensitive>', '<after-apply>', ['x', '<after-apply>']]);
  expect(stack({ x_vm: { v: { count: 0 }, w: {} } }).resources.map(({ name }) => name)).toEqual(['w']);
});

test('a module, which a stack does not show inside, is told', () => {
  expect(stack({}, { module: { net: { source: './net' } } }).remarks).toEqual([expect.stringContaining('module net')]);
});

test('locals that name each other do not hang', () => {
  const attributes = attributesOf({ a: '${local.x}' }, { locals: { x: '${local.y}', y: '${local.x}' } });
  expect(valueOf(attributes.string('a'))).toBe('<after-apply>');
  expect(attributes.references('a')).toEqual([]);
});

describe('locals in a row', () => {
  /** Each names the next one several times; the last one names a host. Counts how often one is read. */
  const row = (length: number, width: number, onRead: () => void, draws: (next: string) => unknown): object =>
    Object.defineProperties(
      {},
      Object.fromEntries(
        Array.from({ length }, (_, index) => {
          const last = index === length - 1;
          const written = last ? '${x_host.h.name}' : Array.from({ length: width }, () => draws(`local.l${index + 1}`));
          const get = (): unknown => {
            onRead();
            return written;
          };
          return [`l${index}`, { enumerable: true, get }];
        }),
      ),
    );

  test.each<readonly [string, (next: string) => unknown]>([
    ['as values', (next) => `\${${next}}`],
    ['in texts', (next) => `a \${${next}} b`],
    ['inside objects', (next) => ({ a: [`\${${next}}`] })],
  ])('twice as many take twice the steps: %s', (_, draws) => {
    const stepsFor = (length: number): number => {
      let steps = 0;
      const attributes = attributesOf({ a: '${local.l0}' }, { locals: row(length, 10, () => steps++, draws) }, HOSTS);
      expect(attributes.references('a')).toEqual(['x_host.h']);
      return steps;
    };
    expect(stepsFor(40)).toBeLessThanOrEqual(2.5 * stepsFor(20));
    expect(stepsFor(20)).toBeLessThanOrEqual(20 * 10 * 4);
  });

  test('lead to the value at the end of ten thousand', () => {
    const locals = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`l${index}`, `\${local.l${index + 1}}`]),
    );
    const attributes = attributesOf({ a: '${local.l0}' }, { locals: { ...locals, l10000: '${x_host.h.name}' } }, HOSTS);
    expect(valueOf(attributes.string('a'))).toBe('esx-1');
    expect(attributes.references('a')).toEqual(['x_host.h']);
  });

  test('of which one names itself leave the others known', () => {
    const locals = { list: ['${local.self}', '${local.fine}'], self: ['${local.list}'], fine: 'x' };
    const attributes = attributesOf({ a: '${local.list}', b: '${local.fine}' }, { locals });
    expect(listOf(attributes.strings('a'))).toContain('x');
    expect(valueOf(attributes.string('b'))).toBe('x');
  });
});

test('what a text draws from comes in the order in which it is written', () => {
  const attributes = attributesOf({ a: '${local.b}-${x_host.h.id}' }, { locals: { b: '${x_host.h-2.id}' } }, HOSTS);
  expect(attributes.references('a')).toEqual(['x_host.h-2', 'x_host.h']);
});

test('a resource with count or for_each is read once, with a remark; one of which there is none is left out', () => {
  const network = (more: object) => ({ ovh_cloud_project_network_private: { n: { regions: ['GRA11'], ...more } } });
  const remarksOf = (more: object) => stack(network(more)).remarks;
  expect(remarksOf({ for_each: { a: 1 } })).toEqual([
    'ovh_cloud_project_network_private.n was read once: what its count or for_each makes shows in the JSON of a plan',
  ]);
  expect(remarksOf({ count: 2 })).toHaveLength(1);
  expect(remarksOf({ count: 1 })).toEqual([]);
  expect(stack(network({ count: 0 })).resources).toEqual([]);
});
