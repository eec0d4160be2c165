import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../lib/check';
import { recordedResult, type RecordedRun } from '../../lib/compliance/recorded-run';
import { makeReport, type ReportRequest } from '../../lib/compliance/make-report';
import type { ComplianceReport } from '../../lib/compliance/compliance-report';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import { readFacts } from '../../lib/declarations/read-facts';
import type { RunResult } from '../../lib/findings/run-result';
import { frameworks } from '../../lib/reference/frameworks';
import { rules } from '../../policies';
import { repository } from '../support/readme';

export const TODAY = '2026-11-30';

/** A real plan of the fixtures, checked as the command line would. */
export const resultOf = (plan: string, stack: string, facts?: string): RunResult =>
  resultUnder(plan, facts === undefined ? noDeclarations : readFacts(facts, 'lightbound.yaml').declarations, stack);

export function resultUnder(plan: string, declarations: Declarations, stack?: string): RunResult {
  const path = `test/fixtures/plans/${plan}/plan.json`;
  const documents = [{ path, bytes: readFileSync(join(repository, path)) }];
  return check({ documents, declarations, rules, version: '0.1.0', today: TODAY, stack });
}

export const runOf = (plan: string, stack: string, facts?: string): RecordedRun => ({
  source: `${stack}.json`,
  result: recordedResult(resultOf(plan, stack, facts)),
});

/** Facts that come with the package: two data centres 1,686 km apart, or in one metro. */
export const sharedFacts = (name: 'far' | 'metro'): string =>
  readFileSync(join(repository, `examples/facts/${name}.yaml`), 'utf8');

export const reportOf = (runs: readonly RecordedRun[], more: Partial<ReportRequest> = {}): ComplianceReport =>
  makeReport({
    runs,
    frameworks: frameworks(),
    errors: [],
    today: TODAY,
    tool: { name: 'lightbound', version: '0.1.0' },
    charts: true,
    ...more,
  });

/** What the tests of several files are about: Dublin to Helsinki, 31 regions of OVH, a cluster over Vienna and Dublin, an empty one. */
export const fleet = (): readonly RecordedRun[] => [
  runOf('equinix-fabric-l2-port-to-port', 'network/wan'),
  runOf('ovh-private-network-regions', 'payments/ovh'),
  runOf('vsphere-vsan-stretched-one-datacenter', 'erp/cluster', sharedFacts('far')),
  runOf('example-modules', 'platform/empty'),
  runOf('vsphere-vsan-racks-one-site', 'platform/racks'),
];
