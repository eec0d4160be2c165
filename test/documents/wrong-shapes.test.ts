import { check } from '../../lib/check';
import { noDeclarations } from '../../lib/declarations/declarations';
import { rules } from '../../policies';
import { changeOf, planOf, planText } from './fixtures';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const pulumi = (file: string): string =>
  readFileSync(join(__dirname, '../fixtures/pulumi/vsphere-two-sites', file), 'utf8');

/** Recorded documents of every dialect that has one. */
const documents: readonly (readonly [string, string])[] = [
  ['a plan with modules', planText('modules-three-deep')],
  ['a plan of vSphere', planText('vsphere-vsan-stretched-one-datacenter')],
  ['a plan with updates', planText('vsphere-vmotion-update')],
  ['a plan of HCX', planText('hcx-mesh-with-vmotion')],
  ['a Pulumi preview', pulumi('preview.json')],
  ['a Pulumi export', pulumi('export.json')],
];

/** Every kind of value but the one that stands there. */
const WRONG: readonly unknown[] = [null, true, 7, '', 'x', [], [1], {}, { x: 1 }];

type Path = readonly (string | number)[];

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    yield at;
    yield* pathsIn(inner, at);
  }
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const members = copy as Record<string | number, unknown>;
  members[step] = replaced(members[step], rest, by);
  return copy;
}

/** A network over two regions, which is found whatever stands beside it. */
const good = JSON.stringify(
  planOf([changeOf('ovh_cloud_project_network_private.net', { after: { name: 'net', regions: ['GRA11', 'WAW1'] } })]),
);

const judged = (text: string) =>
  check({
    documents: [
      { path: 'odd/odd.json', bytes: Buffer.from(text) },
      { path: 'good/plan.json', bytes: Buffer.from(good) },
    ],
    declarations: noDeclarations,
    rules,
    version: 'test',
    today: '2026-01-01',
  });

const ofGood = judged('{').findings.map(({ fingerprint }) => fingerprint);

/** Places to try in one document: spread over it, since plans repeat themselves. */
const MOST = 60;

test.each(documents)('whatever stands in %s, nothing throws and the document beside it is judged', (_, text) => {
  const document: unknown = JSON.parse(text);
  const paths = [...pathsIn(document)];
  const step = Math.max(1, Math.floor(paths.length / MOST));
  for (const [index, path] of paths.entries()) {
    if (index % step !== 0) continue;
    const wrong = WRONG[(index / step) % WRONG.length];
    const { findings, errors } = judged(JSON.stringify(replaced(document, path, wrong)));
    const others = findings.filter(({ subject }) => subject.stacks.includes('good')).map((one) => one.fingerprint);
    expect([path, wrong, others]).toEqual([path, wrong, ofGood]);
    for (const { kind, where } of errors)
      expect([path, wrong, kind, where]).toEqual([path, wrong, 'input', 'odd/odd.json']);
  }
});
