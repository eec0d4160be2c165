import { ms } from '../lib/model/units';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { passesAtMost } from '../lib/rules/flip-point';
import { gapsOf } from '../lib/rules/gaps';
import { holdAgainst } from '../lib/rules/hold-against';
import { boundLimit, boundText } from '../lib/rules/limit';
import { isByConstruction, likelyTrip, roundTrip, spanText, tripUnknown, tripWithin } from '../lib/rules/span-problem';
import { asynchronousData, scaleOut } from '../lib/rules/way-out';

export const stretchedClusterRtt = defineRule({
  id: 'stretched-cluster-rtt',
  title: 'Stretched cluster within its round trip',
  law: "A stretched cluster's data sites are within the round trip that its product requires.",
  why: "Every write waits until the far site has it, so each costs at least one round trip. Beyond the product's limit the vendor gives no support, and a failure of the link can take the storage of both sites with it.",
  level: 'error',
  category: 'synchronous-coupling',
  scope: 'resource',
  references: [
    {
      title: 'vSAN 7.0 network design guide, stretched clusters',
      url: 'https://docs.vmware.com/en/VMware-vSphere/7.0/vsan-network-design-guide/GUID-F3401655-6EFA-477B-B072-E8F001B50BCC.html',
    },
  ],
  messages: {
    tooFar: '{cluster} {couples} {sites}: round trip {rtt}; the {product} limit is {limit}.',
    withinMetro: '{cluster} {couples} {sites}: round trip {rtt}, within the {product} limit of {limit}.',
    likely:
      '{cluster} {couples} {sites}: {gap}; {typical} is typical over {distance} and {minimum} is the minimum; the {product} limit is {limit}. Declare the round trip to decide.',
    byConstruction:
      '{cluster} is declared stretched, so it {couples} two sites: {sites}; {gap}; the {product} limit is {limit}.',
    withinSite: '{cluster} is declared stretched, and both of its halves stand in {sites}.',
    open: '{cluster} {couples} {sites}: {gap}; the {product} limit is {limit}.',
  },
  options: {
    maxRtt: {
      kind: 'duration',
      default: ms(5),
      // Source: IBM Metro Mirror over IP (row ibm-svc-ip-1g of the platform limits).
      range: { most: ms(80), because: 'no vendor supports a longer one for synchronous copies' },
      description: 'Maximum round trip between data sites; a stricter limit of the version in use takes precedence',
    },
  },
  limits: { read: 'round trip', of: 'mirrors' },
  select: (graph) => graph.domains['sync-replica'],
  check(cluster, { facts, options, report }) {
    const span = facts.span(cluster.members);
    const { title, maxRtt } = facts.platform(cluster.product);
    const held = holdAgainst(maxRtt(options.maxRtt), (max) => facts.spanAgainst(span, max));
    if (held === undefined || (held.judged.standing === 'single-site' && cluster.isBuiltToStretch !== true)) return [];
    const { outcome, bound } = held;
    const { path } = held.judged;
    const limit = boundLimit('round trip between data sites', 'at most', 'duration', bound, 'maxRtt');
    const data = {
      cluster: cluster.name,
      couples: cluster.couples,
      product: title,
      sites: spanText(span, path),
      limit: boundText(limit.measure.text, bound.because),
      gap: tripUnknown(span, path),
    };
    const flipPoints = [
      passesAtMost('round trip', 'duration', bound.value),
      passesAtMost('distance', 'distance', facts.reach(bound.value)),
    ];
    if (held.judged.standing === 'single-site') {
      return span.sites.length === 0 ? [] : [report.remark('withinSite', { data, evidence: evidence({ from: [] }) })];
    }
    const wayOut = [asynchronousData(title), scaleOut];
    if (outcome === 'open' || outcome === 'doubtful' || path === undefined) {
      const proof = { from: [path?.least], limit, flipPoints, toDecide: gapsOf(span) };
      return [
        isByConstruction(cluster, span, path)
          ? report.byConstruction('byConstruction', { data, path, evidence: evidence({ ...proof, wayOut }) })
          : report.undetermined('open', { data, path, evidence: evidence(proof) }),
      ];
    }
    if (outcome === 'likely') {
      const { data: trip, from } = likelyTrip(path);
      const proof = evidence({ from, limit, flipPoints, toDecide: gapsOf(span), wayOut });
      return [report.likely('likely', { data: { ...data, ...trip }, path, evidence: proof })];
    }
    const proof = { from: [path.least], limit, flipPoints };
    if (outcome === 'within') {
      const within = { data: { ...data, rtt: tripWithin(path) }, path, evidence: evidence(proof) };
      return [report.remark('withinMetro', within)];
    }
    const found = { data: { ...data, rtt: roundTrip(path) }, path, level: bound.because && 'warning' } as const;
    return [report.violation('tooFar', { ...found, evidence: evidence({ ...proof, wayOut }) })];
  },
});
