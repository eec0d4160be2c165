import { bps, mbps } from '../lib/model/units';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { passesAtLeast } from '../lib/rules/flip-point';
import { stricterLimit } from '../lib/rules/limit';
import { concerned } from '../lib/rules/span-problem';
import { worst } from '../lib/rules/worst';
import { coldMove, scaleOut } from '../lib/rules/way-out';

export const migrationBandwidthFloor = defineRule({
  id: 'migration-bandwidth-floor',
  title: 'Bandwidth for each live migration',
  law: 'Each concurrent live migration has the bandwidth that its platform requires.',
  why: 'Vendors require dedicated bandwidth for every concurrent live migration, and what WAN optimisers gain does not count. Below it the vendor supports no migration, and even that of an idle machine succeeds only by luck.',
  level: 'error',
  category: 'live-migration',
  scope: 'stack',
  references: [
    {
      title: 'Long distance vMotion requirements in vSphere 6.0 (KB 2106949): 250 Mbps for each concurrent migration',
      url: 'https://knowledge.broadcom.com/external/article?legacyId=2106949',
    },
  ],
  messages: {
    tooNarrow:
      '{domain} ({mechanism}) live-migrates machines between {sites}: bandwidth {bandwidth}; the minimum for {count} at a time is {needed}.',
    open: '{domain} ({mechanism}) live-migrates machines between {sites}: bandwidth unknown ({gap}); the minimum for {count} at a time is {needed}.',
  },
  options: {
    minBandwidth: {
      kind: 'bandwidth',
      default: mbps(250),
      description: 'Minimum bandwidth for one live migration, also for versions without a published minimum',
    },
    concurrentMoves: { kind: 'count', default: 1, description: 'Live migrations that run at the same time' },
  },
  limits: { read: 'bandwidth', of: 'moves' },
  select: (graph) => graph.domains['migration-domain'],
  check(domain, { facts, options, report }) {
    const { version, minBandwidth } = facts.platform(domain.platform);
    const vendor = version.known ? minBandwidth.loosest : undefined;
    const shown = 'bandwidth for migration';
    const forAll = (one: number) => bps(one * options.concurrentMoves);
    const option = { value: forAll(options.minBandwidth), name: 'minBandwidth x concurrentMoves' };
    const required = vendor && { ...vendor, value: forAll(vendor.value) };
    const chosen = stricterLimit(shown, 'at least', 'bandwidth', required, option);
    const { value: needed, shown: limit } = chosen;
    const decided = worst(facts.span(domain.members).paths, (path) => {
      const reserved = facts.reserved(domain, path);
      if (reserved.known && reserved.value.value < needed) return { standing: 'beyond', reserved };
      // A cap without a link bounds only from above: enough of it proves nothing.
      return { standing: reserved.known && path.bandwidth.known ? 'within' : 'open', reserved };
    });
    if (decided === undefined || decided.standing === 'within') return [];
    const { item: path, reserved, standing } = decided;
    const { name, mechanism } = domain;
    const sites = `${path.a.name} and ${path.b.name}`;
    const data = { domain: name, mechanism, sites, needed: limit.measure.text, count: String(options.concurrentMoves) };
    const resources = concerned(domain, path);
    const from = [reserved.known ? reserved.value : undefined];
    const flipPoints = [passesAtLeast(shown, 'bandwidth', needed)];
    if (standing === 'open' || !reserved.known) {
      const gap = path.bandwidth.known ? '' : path.bandwidth.reason.text;
      const toDecide = [`the bandwidth of link ${path.a.name} - ${path.b.name}: below ${limit.measure.text} it fails`];
      const proof = evidence({ from, limit, flipPoints, toDecide });
      return [report.undetermined('open', { data: { ...data, gap }, resources, evidence: proof })];
    }
    const bandwidth = reserved.value.steps.at(-1)?.result.text ?? reserved.value.given[0]?.measure.text ?? '';
    const proof = evidence({ from, limit, flipPoints, wayOut: [scaleOut, coldMove] });
    const found = { data: { ...data, bandwidth }, resources, evidence: proof };
    return [report.violation('tooNarrow', { ...found, level: chosen.level })];
  },
});
