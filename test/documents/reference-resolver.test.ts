import { ModuleScope } from '../../lib/documents/terraform/configuration';
import { ReferenceResolver } from '../../lib/documents/terraform/reference-resolver';

type Shared = ConstructorParameters<typeof ModuleScope>[0];

interface WrittenCall {
  readonly for_each_expression?: unknown;
  readonly expressions: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The root of a configuration with these module calls. */
function rootOf(calls: Readonly<Record<string, WrittenCall>>): ModuleScope {
  const shared = (members: object, inner: Shared['calls']): Shared => ({
    members: members as Shared['members'],
    resource: () => undefined,
    calls: inner,
  });
  const modules = Object.entries(calls).map(
    ([name, { outputs, ...call }]) => [name, { call, module: shared({ outputs }, new Map()) }] as const,
  );
  return new ModuleScope(shared({}, new Map(modules)), '');
}

/** Modules in a row: each of `width` outputs draws from every variable, each variable from every output of the next. */
function row(
  length: number,
  width: number,
  onRead: () => void,
  isKeyed = false,
): Readonly<Record<string, WrittenCall>> {
  const all = <T>(of: (index: number) => T): readonly T[] => Array.from({ length: width }, (_, index) => of(index));
  const reading = (references: readonly string[]): object => ({
    get references() {
      onRead();
      return references;
    },
  });
  const named = (letter: string, references: readonly string[]): Readonly<Record<string, object>> =>
    Object.fromEntries(all((index) => [`${letter}${index}`, reading(references)]));
  return Object.fromEntries(
    Array.from({ length }, (_, index) => {
      const next = `module.m${index + 1}`;
      const outputs = Object.entries(
        named(
          'o',
          all((k) => `var.v${k}`),
        ),
      ).map(([name, expression]) => [name, { expression }] as const);
      const last = index === length - 1;
      const draws = last ? ['x_host.h.id', 'x_host.h'] : all((k) => `${next}.o${k}`);
      return [
        `m${index}`,
        {
          expressions: named('v', isKeyed ? ['each.value'] : draws),
          ...(isKeyed && { for_each_expression: reading(draws) }),
          outputs: Object.fromEntries(outputs),
        },
      ];
    }),
  );
}

const resolve = (
  calls: Readonly<Record<string, WrittenCall>>,
  references: readonly string[],
  exists: readonly string[] = [],
) =>
  new ReferenceResolver((address) => exists.includes(address)).resolve(references, {
    scope: rootOf(calls),
    configuration: {},
  });

test.each([
  ['values', false],
  ['each.value', true],
])('modules in a row, twice as many, take twice the steps: %s', (_, isKeyed) => {
  const stepsFor = (length: number): number => {
    let steps = 0;
    const calls = row(length, 4, () => steps++, isKeyed);
    expect(resolve(calls, ['module.m0.o0', 'module.m0.o1'])).toEqual(['x_host.h']);
    return steps;
  };
  expect(stepsFor(40)).toBeLessThanOrEqual(2.5 * stepsFor(20));
  expect(stepsFor(20)).toBeLessThanOrEqual(20 * 4 * 3);
});

test('a row of twenty thousand modules leads to its end', () => {
  const calls = row(20_000, 1, () => undefined);
  expect(resolve(calls, ['module.m0.o0', 'module.m0'])).toEqual(['x_host.h']);
});

test('modules in a circle lead to what any of them draws from', () => {
  const call = (other: string, host: string): WrittenCall => ({
    expressions: { in: { references: [`module.${other}.out`] } },
    outputs: { out: { expression: { references: ['var.in', host] } } },
  });
  const calls = { a: call('b', 'x_host.a'), b: call('c', 'x_host.b'), c: call('a', 'x_host.c') };
  expect(resolve(calls, ['module.a.out'])).toEqual(['module.c.x_host.c', 'module.b.x_host.b', 'module.a.x_host.a']);
});

test('an output that is reached with two keys leads to two instances', () => {
  const calls: Readonly<Record<string, WrittenCall>> = {
    hosts: { expressions: {}, outputs: { all: { expression: { references: ['x_host.h'] } } } },
    site: {
      for_each_expression: { references: ['module.hosts.all', 'module.hosts'] },
      expressions: { host: { references: ['each.value.id', 'each.value'] } },
      outputs: { host: { expression: { references: ['var.host'] } } },
    },
  };
  const instances = ['module.hosts.x_host.h["a"]', 'module.hosts.x_host.h["b"]'];
  const references = ['module.site["a"].host', 'module.site["b"].host', 'module.site["c"].host'];
  expect(resolve(calls, references, instances)).toEqual([...instances, 'module.hosts.x_host.h']);
});
