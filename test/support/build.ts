import { judge } from '../../lib/check';
import { noDeclarations, type Declarations } from '../../lib/declarations/declarations';
import { readFacts } from '../../lib/declarations/read-facts';
import type { RunResult } from '../../lib/findings/run-result';
import type { Domain, Member } from '../../lib/graph/domain';
import type { Graph } from '../../lib/graph/graph';
import type { Known } from '../../lib/graph/known';
import { buildGraph } from '../../lib/placing/build-graph';
import { TypeCatalogue } from '../../lib/placing/provider-table';
import { providerTables } from '../../lib/clouds/provider-tables';
import type { Reading } from '../../lib/resources/document';
import type { RawResource } from '../../lib/resources/raw-resource';
import { rules } from '../../policies';

const catalogue = new TypeCatalogue(providerTables);

/** Facts as people write them; fails where they are wrong. */
export function facts(yaml: string): Declarations {
  const { declarations, errors } = readFacts(yaml, 'lightbound.yaml');
  if (errors.length > 0) throw new Error(errors.map(({ path, message }) => `${path} ${message}`).join('; '));
  return declarations;
}

export const graphOf = (resources: readonly RawResource[], declarations: Declarations = noDeclarations): Graph =>
  buildGraph(resources, declarations, catalogue).graph;

/** Resources as if a plan had held them. */
export const readingOf = (resources: readonly RawResource[], more: Partial<Reading> = {}): Reading => ({
  path: 'test',
  from: { kind: 'terraform-plan', title: 'Terraform plan', tells: 'plan' },
  resources,
  warnings: [],
  ...more,
});

/** The whole flow from resources on, with every rule. */
export const judgeResources = (
  resources: readonly RawResource[],
  declarations: Declarations = noDeclarations,
): RunResult => {
  const result = judge({ readings: [readingOf(resources)], declarations, rules, version: 'test', today: '2026-01-01' });
  if (result.errors.length > 0) throw new Error(result.errors.map(({ message }) => message).join('; '));
  return result;
};

/** Where a resource was placed; in angle brackets why it was not. */
export function placeOf(graph: Graph, name: string): string {
  const found = graph.placements.find(({ resource: { address } }) => address === name || address.endsWith(`::${name}`));
  if (found === undefined) throw new Error(`${name} is not among the resources`);
  return valueOf(found.site);
}

const valueOf = <T>(value: Known<T>): T | string => (value.known ? value.value : `<${value.reason.kind}>`);

/** The last part of an address or URN, so that both dialects read alike. */
const shortName = (address: string): string =>
  address.startsWith('urn:') ? address.slice(address.lastIndexOf('::') + 2) : address.slice(address.indexOf('.') + 1);

/** Sites of members, each once; a member without place as `?`. */
const sitesOf = (members: readonly Member[]): readonly string[] =>
  [...new Set(members.map(({ site }) => (site.known ? site.value : '?')))].sort();

/** One that perhaps exists tells what decides: `a vlan_id`. */
const domain = (one: Domain) => ({
  name: one.name,
  sites: sitesOf(one.members),
  from: one.resources.map(({ address }) => shortName(address)),
  ...(one.perhaps && {
    perhaps: one.perhaps.map(({ resource: { address, path } }) => `${shortName(address)} ${path ?? ''}`),
  }),
});

/** What the resources came to mean, without what differs between the tools. */
export const meaningOf = (graph: Graph) => ({
  segments: graph.domains['broadcast-domain'].map((one) => ({ ...domain(one), mechanism: one.mechanism })).sort(byName),
  moves: graph.domains['migration-domain']
    .map((one) => ({ ...domain(one), mechanism: one.mechanism, product: one.product, cap: valueOf(one.rateCap) }))
    .sort(byName),
  mirrors: graph.domains['sync-replica'].map(domain).sort(byName),
  links: graph.links
    .map(({ name, ends, bandwidth, layer }) => ({
      name,
      ends: ends.map((end) => (end.known ? end.value : '?')),
      bandwidth: valueOf(bandwidth),
      layer: valueOf(layer),
    }))
    .sort(byName),
});

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** `error stretched`, for every violation that is more than a note. */
export const alarms = ({ findings }: RunResult): readonly string[] =>
  findings
    .filter(({ outcome, level }) => outcome === 'violation' && level !== 'note')
    .map(({ ruleId, level, messageId }) => `${level} ${ruleId} ${messageId}`);
