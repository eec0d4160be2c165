import { ms } from '../lib/model/units';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { passesAtMost } from '../lib/rules/flip-point';
import { gapsOf } from '../lib/rules/gaps';
import { stricterLimit, vendorLimit } from '../lib/rules/limit';
import { concerned, roundTrip, spanText } from '../lib/rules/span-problem';
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
      '{domain} ({mechanism}) live-migrates machines between {sites}: round trip {rtt}; the supported limit is {limit}.',
    within:
      '{domain} ({mechanism}) live-migrates machines between {sites}: round trip {rtt}, within the supported limit of {limit}.',
    dependsOnVersion:
      '{domain} ({mechanism}) live-migrates machines between {sites}: round trip {rtt}; the supported limit is {strictest} to {limit}, depending on the version.',
    open: '{domain} ({mechanism}) live-migrates machines between {sites}: round trip unknown; the supported limit is {limit}.',
  },
  options: {
    maxRtt: {
      kind: 'duration',
      default: ms(150),
      description:
        'Maximum round trip, also for versions without a published limit; 150 ms is the largest that a vendor published',
    },
  },
  limits: { read: 'round trip', of: 'moves' },
  select: (graph) => graph.domains['migration-domain'],
  check(domain, { facts, options, report }) {
    const span = facts.span(domain.members);
    const { version, maxRtt } = facts.platform(domain.platform);
    const loosest = version.known ? maxRtt.loosest : undefined;
    const option = { value: options.maxRtt, name: 'maxRtt' };
    const limit = stricterLimit('round trip', 'at most', 'duration', loosest, option);
    const { standing, path } = facts.spanAgainst(span, limit.value);
    if (standing === 'single-site') return [];
    const { name, mechanism } = domain;
    const data = { domain: name, mechanism, sites: spanText(span, path), limit: limit.shown.measure.text };
    const flipPoints = [passesAtMost('round trip', 'duration', limit.value)];
    const resources = concerned(domain, path);
    const proof = { from: [path?.least], limit: limit.shown, flipPoints };
    if (standing === 'open' || path === undefined) {
      return [
        report.undetermined('open', { data, resources, evidence: evidence({ ...proof, toDecide: gapsOf(span) }) }),
      ];
    }
    const rtt = roundTrip(path);
    if (standing === 'beyond') {
      const shown = evidence({ ...proof, wayOut: [scaleOut, coldMove] });
      return [report.violation('tooFar', { data: { ...data, rtt }, resources, evidence: shown, level: limit.level })];
    }
    const strictest = maxRtt.strictest;
    if (strictest === undefined || facts.spanAgainst(span, strictest.value).standing === 'within') {
      return [
        report.violation('within', { data: { ...data, rtt }, resources, evidence: evidence(proof), level: 'note' }),
      ];
    }
    const shown = vendorLimit('round trip', 'at most', 'duration', strictest.value, strictest.row);
    const toDecide = [`the version and edition in use (platforms.${domain.platform})`];
    return [
      report.undetermined('dependsOnVersion', {
        data: { ...data, rtt, strictest: shown.measure.text },
        resources,
        evidence: evidence({ ...proof, limit: shown, toDecide }),
      }),
    ];
  },
});
