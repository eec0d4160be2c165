import { inputs } from '../lib/model/inputs';
import { ms } from '../lib/model/units';
import { formatDuration } from '../lib/model/quantity';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { passesAtMost } from '../lib/rules/flip-point';
import { keptAtHome } from '../lib/rules/free-moves';
import { gapsOf, versionGap } from '../lib/rules/gaps';
import { holdAgainst } from '../lib/rules/hold-against';
import { boundLimit, boundText, dependsText } from '../lib/rules/limit';
import { disksText, likelyTrip, roundTrip, spanText, tripUnknown, tripWithin } from '../lib/rules/span-problem';
import { coldMove, scaleOut } from '../lib/rules/way-out';

export const migrationRttBudget = defineRule({
  id: 'migration-rtt-budget',
  title: 'Live migration within its round-trip budget',
  law: 'Live migration stays within the round trip that its platform supports.',
  why: 'Vendors state a limit for each version (5 ms, 10 ms, 150 ms for vMotion over the years); beyond it a live migration is unsupported, whatever the bandwidth. A round trip within the limit proves little: convergence decides whether the migration ends.',
  level: 'error',
  category: 'live-migration',
  scope: 'resource',
  references: [
    {
      title: 'Long distance vMotion requirements in vSphere 6.0 (KB 2106949)',
      url: 'https://knowledge.broadcom.com/external/article?legacyId=2106949',
    },
    {
      title: 'Understanding Metro vMotion (KB 310156)',
      url: 'https://knowledge.broadcom.com/external/article/310156/understanding-metro-vmotion.html',
    },
  ],
  messages: {
    tooFar:
      '{domain} ({mechanism}) live-migrates machines between {sites}: round trip {rtt}; the supported limit is {limit}{disks}.',
    within:
      '{domain} ({mechanism}) live-migrates machines between {sites}: round trip {rtt}, within the supported limit of {limit}{disks}.',
    dependsOnVersion:
      '{domain} ({mechanism}) live-migrates machines between {sites}: round trip {rtt}; the supported limit {depends}{disks}.',
    keptAtHome:
      '{domain} ({mechanism}) reaches over {sites}; rules that must hold keep every machine of the input in its site. A machine without such a rule moves between them.',
    likely:
      '{domain} ({mechanism}) live-migrates machines between {sites}: {gap}; {typical} is typical over {distance} and {minimum} is the minimum; the supported limit is {limit}. Declare the round trip to decide.',
    open: '{domain} ({mechanism}) live-migrates machines between {sites}: {gap}; the supported limit is {limit}{disks}.',
  },
  options: {
    maxRtt: {
      kind: 'duration',
      default: inputs.maxRtt.otherwise.value,
      // Half the circumference, there and back in fibre: 2 x 20,004 km x 1.467 / 299,792 km/s is 196 ms.
      range: { most: ms(400), because: 'twice what light takes to the other side of the Earth and back' },
      description:
        'Maximum round trip, also for versions without a published limit; 150 ms is the largest that a vendor published',
    },
  },
  limits: { read: 'round trip', of: 'moves' },
  select: (graph) => graph.domains['migration-domain'],
  check(domain, { facts, options, report }) {
    const span = facts.span(domain.members);
    const kept = keptAtHome(domain, span)?.map((found) => report.remark('keptAtHome', found));
    if (kept !== undefined) return kept;
    const { maxRtt } = facts.platform(domain.product);
    const held = holdAgainst(maxRtt(options.maxRtt), (limit) => facts.spanAgainst(span, limit));
    if (held === undefined || held.judged.standing === 'single-site') return [];
    const { outcome, bound } = held;
    const { path } = held.judged;
    const limit = boundLimit('round trip', 'at most', 'duration', bound, 'maxRtt');
    const data = {
      domain: domain.name,
      mechanism: domain.mechanism,
      sites: spanText(span, path),
      limit: boundText(limit.measure.text, bound.because),
      gap: tripUnknown(span, path),
      disks: disksText(domain),
    };
    const flipPoints = [passesAtMost('round trip', 'duration', held.loosest)];
    const proof = { from: [path?.least], limit, flipPoints };
    if (outcome === 'open' || path === undefined) {
      return [report.undetermined('open', { data, path, evidence: evidence({ ...proof, toDecide: gapsOf(span) }) })];
    }
    if (outcome === 'likely') {
      const { data: trip, from } = likelyTrip(path);
      const shown = evidence({ from, limit, flipPoints, toDecide: gapsOf(span), wayOut: [scaleOut, coldMove] });
      return [report.likely('likely', { data: { ...data, ...trip }, path, evidence: shown })];
    }
    if (outcome === 'within') {
      return [report.remark('within', { data: { ...data, rtt: tripWithin(path) }, path, evidence: evidence(proof) })];
    }
    const found = { data: { ...data, rtt: roundTrip(path) }, path };
    if (outcome === 'doubtful') {
      const depends = dependsText(bound.because, limit.measure.text, formatDuration(held.loosest));
      const toDecide = [versionGap(domain.product)];
      const undecided = { data: { ...found.data, depends }, path, evidence: evidence({ ...proof, toDecide }) };
      return [report.undetermined('dependsOnVersion', undecided)];
    }
    const shown = evidence({
      ...proof,
      flipPoints: [passesAtMost('round trip', 'duration', bound.value)],
      wayOut: [scaleOut, coldMove],
    });
    return [report.violation('tooFar', { ...found, evidence: shown, level: bound.because && 'warning' })];
  },
});
