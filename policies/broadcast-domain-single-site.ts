import { ms } from '../lib/model/units';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { passesAtMost } from '../lib/rules/flip-point';
import { gapsOf } from '../lib/rules/gaps';
import { optionLimit } from '../lib/rules/limit';
import { isByConstruction, likelyTrip, roundTrip, spanText, tripUnknown, tripWithin } from '../lib/rules/span-problem';
import { declareLayer3, scaleOut } from '../lib/rules/way-out';

export const broadcastDomainSingleSite = defineRule({
  id: 'broadcast-domain-single-site',
  title: 'Broadcast domain within one site',
  law: 'A broadcast domain stays within one site.',
  why: 'One layer-2 segment is one failure domain: a loop, a flood or a split in one site reaches every other site. Hosts whose gateway is in the other site send each flow across the link twice. Within a metro this is a risk that people take knowingly; beyond it no product that stretches a cluster supports it.',
  level: 'error',
  category: 'stretched-layer-2',
  scope: 'resource',
  references: [
    {
      title: 'vSAN 7.0 network design guide, stretched clusters (5 ms, the strictest of its kind)',
      url: 'https://docs.vmware.com/en/VMware-vSphere/7.0/vsan-network-design-guide/GUID-F3401655-6EFA-477B-B072-E8F001B50BCC.html',
    },
  ],
  messages: {
    stretched: '{domain} ({mechanism}) spans {sites}: round trip {rtt}; the limit for layer 2 is {limit}.',
    withinMetro:
      '{domain} ({mechanism}) spans {sites}: round trip {rtt}, within the metro limit of {limit}; it is one failure domain.',
    likely:
      '{domain} ({mechanism}) spans {sites}: {gap}; {typical} is typical over {distance} and {minimum} is the minimum; the limit for layer 2 is {limit}. Declare the round trip to decide.',
    byConstruction:
      '{domain} ({mechanism}) exists to join two sites: it spans {sites}; {gap}; the limit for layer 2 is {limit}.',
    withinSite: '{domain} ({mechanism}) is made to join sites, and both of its ends stand in {sites}.',
    open: '{domain} ({mechanism}) spans {sites}: {gap}; the limit for layer 2 is {limit}.',
  },
  options: {
    maxRtt: {
      kind: 'duration',
      default: ms(5),
      // Source: NSX Federation, stretched networking (row nsx-federation-stretched of the platform limits).
      range: { most: ms(150), because: 'no vendor supports a longer one for a stretched network' },
      description: 'Maximum round trip over which a segment may be stretched',
    },
  },
  select: (graph) => graph.domains['broadcast-domain'],
  check(domain, { facts, options, report }) {
    const span = facts.span(domain.members);
    const { standing, path } = facts.spanAgainst(span, options.maxRtt);
    if (standing === 'single-site' && domain.isBuiltToStretch !== true) return [];
    const limit = optionLimit('round trip for layer 2', 'at most', 'duration', options.maxRtt, 'maxRtt');
    const data = {
      domain: domain.name,
      mechanism: domain.mechanism,
      sites: spanText(span, path),
      limit: limit.measure.text,
      gap: tripUnknown(span, path),
    };
    const flipPoints = [
      passesAtMost('round trip', 'duration', options.maxRtt),
      passesAtMost('distance', 'distance', facts.reach(options.maxRtt)),
    ];
    const wayOut = [scaleOut, declareLayer3];
    if (standing === 'single-site') {
      return span.sites.length === 0 ? [] : [report.remark('withinSite', { data, evidence: evidence({ from: [] }) })];
    }
    if (standing === 'open' || path === undefined) {
      const proof = { from: [path?.least], limit, flipPoints, toDecide: gapsOf(span) };
      return [
        isByConstruction(domain, span, path)
          ? report.byConstruction('byConstruction', { data, path, evidence: evidence({ ...proof, wayOut }) })
          : report.undetermined('open', { data, path, evidence: evidence(proof) }),
      ];
    }
    if (standing === 'likely') {
      const { data: trip, from } = likelyTrip(path);
      const proof = evidence({ from, limit, flipPoints, toDecide: gapsOf(span), wayOut });
      return [report.likely('likely', { data: { ...data, ...trip }, path, evidence: proof })];
    }
    const proof = { from: [path.least], limit, flipPoints };
    if (standing === 'within') {
      const within = { data: { ...data, rtt: tripWithin(path) }, path, evidence: evidence(proof) };
      return [report.remark('withinMetro', within)];
    }
    const blocked = evidence({ ...proof, wayOut });
    return [report.violation('stretched', { data: { ...data, rtt: roundTrip(path) }, path, evidence: blocked })];
  },
});
