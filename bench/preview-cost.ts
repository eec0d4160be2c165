import { join } from 'node:path';
import { findEngines, isMissing } from '../test/engines/engines';
import { PulumiSandbox } from '../test/engines/pulumi';
import { root } from './commands';
import { median } from './measure';
import { asManyPolicies } from './pack-cost';
import { milliseconds, table, times } from './table';

const COUNT = 2_000;

/** Half of them machines, half of a type that no table knows. */
const program = `
  const pulumi = require('@pulumi/pulumi');
  class R extends pulumi.CustomResource {}
  for (let n = 0; n < ${COUNT / 2}; n++) {
    new R('vsphere:index/virtualMachine:VirtualMachine', 'vm-' + n, {
      name: 'vm-' + n, resourcePoolId: 'resgroup-' + (n % 20), datastoreId: 'datastore-' + (n % 50), hostSystemId: 'host-' + (n % 100),
      memory: 16384, networkInterfaces: [{ networkId: 'dvportgroup-' + (n % 40) }], disks: [{ label: 'disk0', size: 100 }],
    });
    new R('acme:web/service:Service', 'service-' + n, { name: 'service-' + n, replicas: 3, ports: [{ port: 443 }] });
  }
`;

/** A whole preview by each built engine, with our pack and with one of as many policies that look at nothing, in turns. */
export async function previewCosts(runs = 3): Promise<string> {
  const rows: (readonly string[])[] = [];
  for (const engine of findEngines()) {
    if (isMissing(engine) || !engine.name.startsWith('pulumi-3')) continue;
    const sandbox = await PulumiSandbox.start({ engine, files: program, providers: ['vsphere', 'acme'] });
    try {
      const packs = [join(root, 'bench/silent-pack'), root];
      const taken = packs.map((): number[] => []);
      for (let run = 0; run < runs; run++) {
        for (const [n, policyPack] of packs.entries()) {
          const started = performance.now();
          const { exitCode, stdout, stderr } = await sandbox.preview({ policyPack, env: asManyPolicies() });
          if (exitCode !== 0) throw new Error(`the preview failed: ${stdout.slice(-500)}${stderr}`);
          taken[n]?.push(performance.now() - started);
        }
      }
      const [silent = NaN, own = NaN] = taken.map(median);
      rows.push([engine.name, milliseconds(silent), milliseconds(own), times(own / silent)]);
    } finally {
      sandbox.stop();
    }
  }
  const head = ['Preview of 2,000 resources', 'as many silent policies', 'Lightbound', 'ratio'];
  return table(head, rows);
}
