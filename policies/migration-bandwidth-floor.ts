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
  law: 'Each concurrent live migration has the bandwidth that its platform asks for.',
  why: 'Vendors ask for dedicated bandwidth for every concurrent move, and what WAN optimisers gain does not count; below it even idle machines move only by luck, and unsupported.',
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
      '{domain} ({mechanism}) live-migrates machines between {sites} over {bandwidth}; {count} at a time need {needed}.',
    open: '{domain} ({mechanism}) live-migrates machines between {sites} and needs {needed}: the bandwidth is unknown ({gap}).',
  },
  options: {
    minBandwidth: {
      kind: 'bandwidth',
      default: mbps(250),
      description: 'Least bandwidth for one move, also for versions that publish none',
    },
    concurrentMoves: { kind: 'count', default: 1, description: 'Moves that run at the same time' },
  },
  limits: { read: 'bandwidth', products: ['vmotion', 'hcx-vmotion'] },
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
