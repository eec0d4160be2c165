import type { Finding } from '../findings/finding';
import { measure, type Measure } from '../model/quantity';
import { roundTrip } from '../model/round-trip';
import { metres } from '../model/units';
import type { ReportedPair, ReportedSite } from './compliance-report';
import type { Fleet } from './fleet';
import type { RecordedInventory, RecordedResult, RecordedSite } from './recorded-run';
import { isBreach, isOpen, sortedUnique } from './tally';

interface Geography {
  readonly sites: readonly ReportedSite[];
  readonly pairs: readonly ReportedPair[];
}

interface Draft {
  readonly ends: readonly [RecordedSite, RecordedSite];
  declared?: Measure;
  readonly links: Set<string>;
  readonly findings: Set<Finding>;
}

/** Two teams may call two places by one id. */
export const keyOf = ({ id, latitude, longitude }: RecordedSite): string =>
  latitude === undefined || longitude === undefined ? id : `${id} ${latitude},${longitude}`;

/** The sites of all runs, and the pairs of them that a link joins or a finding is about. */
export function geographyOf({ runs }: Fleet, findings: readonly Finding[]): Geography {
  const sites = new Map<string, ReportedSite>();
  const drafts = new Map<string, Draft>();
  const reported = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  for (const { run, findings: own } of runs) {
    const { inventory } = run.result;
    for (const site of inventory.sites) addSite(site, sites);
    const byId = new Map(inventory.sites.map((site) => [site.id, site]));
    const draftOf = (a: string | null, b: string | null): Draft | undefined => {
      const [one, other] = [byId.get(a ?? ''), byId.get(b ?? '')];
      return one === undefined || other === undefined || one === other ? undefined : draftFor(one, other, drafts);
    };
    for (const link of inventory.links) {
      const draft = draftOf(...link.ends);
      draft?.links.add(link.name);
      if (draft !== undefined && link.rtt !== null && link.rtt.value < (draft.declared?.value ?? Infinity)) {
        draft.declared = link.rtt;
      }
    }
    for (const { fingerprint } of own) {
      const finding = reported.get(fingerprint);
      if (finding === undefined || !(isBreach(finding) || isOpen(finding))) continue;
      for (const [a, b] of pairsOf(finding, run.result)) draftOf(a, b)?.findings.add(finding);
    }
  }
  return {
    sites: [...sites.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    pairs: [...drafts.values()].map(pairOf).sort(worstFirst),
  };
}

function addSite(site: RecordedSite, sites: Map<string, ReportedSite>): void {
  const { id, name, latitude, longitude, resources } = site;
  const key = keyOf(site);
  const place = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : {};
  sites.set(key, { key, id, name, ...place, resources: (sites.get(key)?.resources ?? 0) + resources });
}

function draftFor(one: RecordedSite, other: RecordedSite, drafts: Map<string, Draft>): Draft {
  const ends: Draft['ends'] = keyOf(one) < keyOf(other) ? [one, other] : [other, one];
  const key = JSON.stringify(ends.map(keyOf));
  const draft = drafts.get(key) ?? { ends, links: new Set(), findings: new Set() };
  drafts.set(key, draft);
  return draft;
}

/**
 * The pairs that a finding is about: the one that its rule judged, that of the move that decided it, else those of its domain whose minimum or declared round trip is
 * beyond the limit; of a domain in two sites the two.
 */
function pairsOf(finding: Finding, { inventory, moves }: RecordedResult): readonly (readonly [string, string])[] {
  const { subject, evidence } = finding;
  if (subject.sites !== undefined) return [subject.sites];
  const moved = moves.filter(({ findings }) => findings.includes(finding.fingerprint));
  if (moved.length > 0) return moved.map(({ sites }) => sites);
  const link = subject.kind === 'link' ? inventory.links.find(({ id }) => id === subject.id) : undefined;
  if (link !== undefined) return [[link.ends[0] ?? '', link.ends[1] ?? '']];
  const domain = inventory.domains.find(({ kind, id }) => kind === subject.kind && id === subject.id);
  const all = (domain?.sites ?? []).flatMap((a, index, sites) =>
    sites.slice(index + 1).map((b): readonly [string, string] => [a, b]),
  );
  const limit = evidence.limit?.measure;
  if (all.length < 2 || limit?.unit !== 's') return all.length < 2 ? all : [];
  const byId = new Map(inventory.sites.map((site) => [site.id, site]));
  return all.filter(([a, b]) => {
    const [one, other] = [byId.get(a), byId.get(b)];
    const minimum = one && other && tripOf(one, other)?.minimum;
    return Math.max(minimum ?? 0, declaredBetween(a, b, inventory)) > limit.value;
  });
}

/** The shortest declared round trip in seconds; 0 where none is. */
function declaredBetween(a: string, b: string, { links }: RecordedInventory): number {
  const between = links.filter(({ ends }) => ends.includes(a) && ends.includes(b));
  const trips = between.flatMap(({ rtt }) => (rtt === null ? [] : [rtt.value]));
  return trips.length === 0 ? 0 : Math.min(...trips);
}

function tripOf(a: RecordedSite, b: RecordedSite): ReturnType<typeof roundTrip> | undefined {
  const [one, other] = [pointOf(a), pointOf(b)];
  return one === undefined || other === undefined ? undefined : roundTrip(one, other);
}

function pointOf({ latitude, longitude, tolerance }: RecordedSite): Parameters<typeof roundTrip>[0] | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  return { latitude, longitude, tolerance: metres(tolerance?.value ?? 0) };
}

function pairOf({ ends, declared, links, findings }: Draft): ReportedPair {
  const trip = tripOf(...ends);
  const found = [...findings];
  const rulesOf = (kind: (finding: Finding) => boolean): readonly string[] =>
    sortedUnique(found.filter(kind).map(({ ruleId }) => ruleId));
  return {
    ends: [keyOf(ends[0]), keyOf(ends[1])],
    ...(trip !== undefined && {
      distance: measure('distance', trip.distance.geodesic),
      minimum: measure('duration', trip.minimum),
      typical: measure('duration', trip.typical.median),
    }),
    ...(declared !== undefined && { declared }),
    links: [...links].sort(),
    breaks: rulesOf(isBreach),
    open: rulesOf(isOpen),
    findings: sortedUnique(found.map(({ fingerprint }) => fingerprint)),
  };
}

/** What breaks a rule before what is open, and the farthest first. */
const worstFirst = (a: ReportedPair, b: ReportedPair): number =>
  Number(b.breaks.length > 0) - Number(a.breaks.length > 0) ||
  Number(b.open.length > 0) - Number(a.open.length > 0) ||
  (b.distance?.value ?? -1) - (a.distance?.value ?? -1) ||
  (a.ends.join() < b.ends.join() ? -1 : 1);
