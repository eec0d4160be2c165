import type { Span } from '../facts/facts';
import type { MigrationDomain } from '../graph/domain-kinds';
import type { Graph } from '../graph/graph';
import { evidence } from './evidence';

/** Domains between whose places the machines of the input move: those whose machines rules keep at home are left out. */
export const freeMoves = (graph: Graph): readonly MigrationDomain[] =>
  graph.domains['migration-domain'].filter(({ isKeptAtHome }) => isKeptAtHome !== true);

/** What to say of a domain whose machines rules keep at home: nothing where it has one site; undefined of any other domain. */
export function keptAtHome({ name, mechanism, isKeptAtHome }: MigrationDomain, { sites }: Span) {
  if (isKeptAtHome !== true) return undefined;
  const data = { domain: name, mechanism, sites: sites.map((site) => site.name).join(' and ') };
  return sites.length < 2 ? [] : [{ data, evidence: evidence({ from: [] }) }];
}
