import type { RawResource } from '../../lib/resources/raw-resource';
import { facts, graphOf, judgeResources, meaningOf } from '../support/build';
import { terraform } from '../support/resources';

/* A cluster, and a switch, live in one datacenter object: what tells two sites apart is the hosts, their groups and their names. */

export const bySite = facts(`
sites:
  vienna: { at: VIE, match: [{ name: '*.vie.example' }, { cidr: 10.11.0.0/16 }, { tag: { site: vie } }] }
  dublin: { at: DUB, match: [{ name: '*.dub.example' }, { cidr: 10.12.0.0/16 }, { tag: { site: dub } }] }
links: [{ between: [vienna, dublin], rtt: 31 ms, bandwidth: 10 Gbit/s }]
`);

export const datacenter = terraform('data.vsphere_datacenter.production', { id: 'datacenter-1', name: 'production' });

export const host = (id: number, name: string, more: object = {}): RawResource =>
  terraform(`data.vsphere_host.h${id}`, { id: `host-${id}`, name, datacenter_id: 'datacenter-1', ...more });

export const [a1, a2] = [host(1, 'esx-a1.vie.example'), host(2, 'esx-a2.vie.example')];
export const [b1, b2] = [host(3, 'esx-b1.dub.example'), host(4, 'esx-b2.dub.example')];
export const hosts = [a1, a2, b1, b2];

export const cluster = (values: object, name = 'c'): RawResource =>
  terraform(`vsphere_compute_cluster.${name}`, {
    id: `domain-${name}`,
    name,
    datacenter_id: 'datacenter-1',
    host_system_ids: ['host-1', 'host-2', 'host-3', 'host-4'],
    vsan_enabled: true,
    ...values,
  });

export const found = (resources: readonly RawResource[], declarations?: typeof bySite) =>
  judgeResources(resources, declarations).findings.map(
    ({ ruleId, outcome, confidence, messageId }) =>
      `${outcome}${confidence === undefined ? '' : ` ${confidence}`} ${ruleId} ${messageId}`,
  );

export const mirrors = (resources: readonly RawResource[], declarations?: typeof bySite) =>
  meaningOf(graphOf(resources, declarations)).mirrors.map(({ sites }) => sites);
