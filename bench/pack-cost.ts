import { join } from 'node:path';
import { rules } from '../policies';
import { node, root } from './commands';
import { median, type Command } from './measure';
import { PackProcess, type Sent } from './pack-process';
import { milliseconds, table } from './table';

const COUNT = 2_000;

/** Policies over the stack that are no rules: facts-declared, likely, advice, rule-errors. */
const OWN_POLICIES = 4;

const launch = (name: string): Command => ({
  name,
  file: node,
  args: [join(root, 'node_modules/@pulumi/pulumi/cmd/run-policy-pack'), '127.0.0.1:1', '.'],
});

/** How many policies the pack has of each kind, for one that has as many and looks at nothing. */
export const asManyPolicies = (): NodeJS.ProcessEnv => {
  const alone = rules.filter(({ scope }) => scope === 'resource').length;
  return { BENCH_POLICIES: JSON.stringify({ alone, stack: rules.length - alone + OWN_POLICIES }) };
};

const packs = { silent: join(root, 'bench/silent-pack'), own: root };

/** Virtual machines as programs write them, and resources of a type that no table knows. */
const stacks: Readonly<Record<string, (n: number) => Sent>> = {
  'virtual machines': (n) => ({
    type: 'vsphere:index/virtualMachine:VirtualMachine',
    name: `vm-${n}`,
    properties: {
      name: `vm-${n}`,
      resourcePoolId: `resgroup-${n % 20}`,
      datastoreId: `datastore-${n % 50}`,
      hostSystemId: `host-${n % 100}`,
      numCpus: 4,
      memory: 16_384,
      guestId: 'ubuntu64Guest',
      networkInterfaces: [{ networkId: `dvportgroup-${n % 40}`, adapterType: 'vmxnet3' }],
      disks: [
        { label: 'disk0', size: 100, thinProvisioned: true, unitNumber: 0 },
        { label: 'disk1', size: 500, thinProvisioned: true, unitNumber: 1 },
      ],
      tags: [`urn:vmomi:InventoryServiceTag:${n % 10}:GLOBAL`],
    } as never,
  }),
  'resources of an unknown type': (n) => ({
    type: 'acme:web/service:Service',
    name: `service-${n}`,
    properties: {
      name: `service-${n}`,
      replicas: 3,
      image: `registry.example/service:${n}`,
      environment: { LEVEL: 'info', REGION: 'eu-central-1', ENDPOINT: `https://service-${n}.example` },
      ports: [
        { port: 443, protocol: 'TCP' },
        { port: 8080, protocol: 'TCP' },
      ],
      labels: ['a', 'b', 'c'],
    } as never,
  }),
};

interface Cost {
  readonly analyze: number;
  readonly analyzeStack: number;
}

async function costOf(pack: keyof typeof packs, resources: readonly Sent[], isPreview: boolean): Promise<Cost> {
  const env = { ...process.env, ...asManyPolicies() };
  const served = await PackProcess.start(launch(pack), packs[pack], env, isPreview);
  try {
    const start = served.busy;
    await served.analyze(resources);
    const analyzed = served.busy;
    await served.analyzeStack(resources);
    return { analyze: analyzed - start, analyzeStack: served.busy - analyzed };
  } finally {
    served.stop();
  }
}

/** Processor time of the pack's process beside that of a pack with as many policies that look at nothing, in turns. */
export async function packCosts(runs = 5): Promise<string> {
  const rows: (readonly string[])[] = [];
  for (const isPreview of [true, false]) {
    for (const [name, make] of Object.entries(stacks)) {
      const resources = Array.from({ length: COUNT }, (_, n) => make(n));
      const silent: Cost[] = [];
      const own: Cost[] = [];
      for (let run = 0; run < runs; run++) {
        silent.push(await costOf('silent', resources, isPreview));
        own.push(await costOf('own', resources, isPreview));
      }
      for (const call of ['analyze', 'analyzeStack'] as const) {
        const [base = NaN, ours = NaN] = [silent, own].map((costs) => median(costs.map((cost) => cost[call])));
        const what = `${COUNT.toLocaleString('en')} ${name}, ${isPreview ? 'preview' : 'update'}, ${call}`;
        rows.push([what, milliseconds(base), milliseconds(ours), `${((ours - base) / COUNT).toFixed(2)} ms`]);
      }
    }
  }
  return table(['Processor time of the pack', 'as many silent policies', 'Lightbound', 'more for each resource'], rows);
}
