import type { Finding, Subject } from '../findings/finding';
import { fingerprint } from '../findings/fingerprint';
import type { InventoryDomain, InventoryLink, InventorySite, RunResult } from '../findings/run-result';

/** What a report needs of a result: all of it but the lists of resources, which are counts here. */
export interface RecordedResult extends Omit<RunResult, 'inventory'> {
  readonly inventory: RecordedInventory;
}

export interface RecordedInventory {
  readonly sites: readonly RecordedSite[];
  readonly links: readonly Omit<InventoryLink, 'resources'>[];
  readonly domains: readonly Pick<InventoryDomain, 'kind' | 'id' | 'sites'>[];
  /** Resources whose site is unknown. */
  readonly unplaced: number;
}

export interface RecordedSite extends Omit<InventorySite, 'resources'> {
  readonly resources: number;
}

/** One check as it is kept: what its result does not say of itself, and the result. */
export interface RecordedRun {
  /** What it is called where it came from, such as the path of its file. */
  readonly source: string;
  readonly commit?: string;
  /** When it ran, ISO 8601. */
  readonly time?: string;
  readonly environment?: string;
  /** What its owner says of it; `team`, or else `owner`, is who its findings are counted for. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly result: RecordedResult;
}

export function recordedResult(result: RunResult): RecordedResult {
  const { sites, links, domains, unplaced } = result.inventory;
  return {
    ...result,
    inventory: {
      sites: sites.map(({ resources, ...site }) => ({ ...site, resources: resources.length })),
      links: links.map(({ resources: _, ...link }) => link),
      domains: domains.map((domain) => ({ kind: domain.kind, id: domain.id, sites: domain.sites })),
      unplaced: unplaced.length,
    },
  };
}

/** A result whose stacks have other names: its findings have the fingerprints that a check under these names gives them. */
export function withStacks<
  Result extends Pick<RunResult, 'stacks' | 'inputs' | 'waivers' | 'findings' | 'moves' | 'baseline'>,
>(result: Result, name: (stack: string) => string): Result {
  const { stacks, inputs, waivers, findings, moves, baseline } = result;
  const named = <One extends { readonly subject: Subject }>(one: One): One => ({
    ...one,
    subject: { ...one.subject, stacks: one.subject.stacks.map(name) },
  });
  const renewed = new Map<string, string>();
  const renamed = findings.map((finding): Finding => {
    const one = named(finding);
    const own = fingerprint(one.ruleId, one.subject);
    renewed.set(finding.fingerprint, own);
    return { ...one, fingerprint: own };
  });
  const renew = (old: string): string => renewed.get(old) ?? old;
  return {
    ...result,
    stacks: stacks.map(name),
    inputs: inputs.map((input) => ({ ...input, stack: name(input.stack) })),
    waivers: waivers.map((waiver) => ({
      ...waiver,
      stack: name(waiver.stack),
      ...(waiver.fingerprint !== undefined && { fingerprint: renew(waiver.fingerprint) }),
    })),
    findings: renamed,
    moves: moves.map((move) => ({ ...named(move), findings: move.findings.map(renew).sort() })),
    ...(baseline !== undefined && {
      baseline: { ...baseline, fixed: baseline.fixed.map((one) => ({ ...one, stacks: one.stacks.map(name) })) },
    }),
  };
}
