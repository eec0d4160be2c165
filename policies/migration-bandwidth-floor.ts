import { inputs } from '../lib/model/inputs';
import { mbps } from '../lib/model/units';
import { formatBandwidth } from '../lib/model/quantity';
import { defineRule } from '../lib/rules/define-rule';
import { derivedText } from '../lib/rules/derived-text';
import { evidence } from '../lib/rules/evidence';
import { passesAtLeast } from '../lib/rules/flip-point';
import type { Gap } from '../lib/rules/gap';
import { hiddenIn, linkGap, versionGap, whyUnknown } from '../lib/rules/gaps';
import { freeMoves } from '../lib/rules/free-moves';
import { holdAgainst } from '../lib/rules/hold-against';
import { boundLimit, boundText, dependsText } from '../lib/rules/limit';
import { findDeciding } from '../lib/rules/find-deciding';
import { coldMove, scaleOut } from '../lib/rules/way-out';

export const migrationBandwidthFloor = defineRule({
  id: 'migration-bandwidth-floor',
  title: 'Bandwidth for each live migration',
  law: 'Each concurrent live migration has the bandwidth that its platform requires.',
  why: 'Vendors require dedicated bandwidth for every concurrent live migration, and savings by WAN optimisers do not count. Below this bandwidth the vendor supports no migration; even an idle machine moves only by luck.',
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
      '{domain} ({mechanism}) live-migrates machines between {sites}: bandwidth {bandwidth}; the minimum for {count} is {needed}.',
    dependsOnVersion:
      '{domain} ({mechanism}) live-migrates machines between {sites}: bandwidth {bandwidth}; the minimum for {count} {depends}.',
    open: '{domain} ({mechanism}) live-migrates machines between {sites}: bandwidth unknown ({gap}); the minimum for {count} is {needed}.',
  },
  options: {
    minBandwidth: {
      kind: 'bandwidth',
      default: inputs.minBandwidth.otherwise.value,
      range: { least: mbps(1), because: 'over less, 1 GiB takes more than two hours' },
      description: 'Minimum bandwidth for one live migration, also for versions without a published minimum',
    },
    concurrentMoves: {
      kind: 'count',
      default: inputs.moves.otherwise.value,
      range: inputs.moves.range,
      description: 'Live migrations that run at the same time',
    },
  },
  limits: { read: 'bandwidth', of: 'moves' },
  select: freeMoves,
  check(domain, { facts, options, report }) {
    const { paths } = facts.span(domain.members);
    const { minBandwidth } = facts.platform(domain.product);
    const held = holdAgainst(minBandwidth(options.minBandwidth, options.concurrentMoves), (limit) =>
      findDeciding(paths, (path) => {
        const reserved = facts.reserved(domain, path);
        if (reserved.known && reserved.value.value < limit) return { standing: 'beyond', reserved };
        // A cap without a link bounds only from above, as does a link whose cap is unknown: enough of it proves nothing.
        const isWhole = path.inputs.bandwidth.known && hiddenIn(domain.rateCap) === undefined;
        return { standing: isWhole ? 'within' : 'open', reserved };
      }),
    );
    if (held === undefined || held.outcome === 'within') return [];
    const { outcome, bound } = held;
    const { item: path, reserved } = held.judged;
    const { name, mechanism } = domain;
    const shown = 'bandwidth for migration';
    const limit = boundLimit(shown, 'at least', 'bandwidth', bound, 'minBandwidth x concurrentMoves');
    const data = {
      domain: name,
      mechanism,
      sites: `${path.a.name} and ${path.b.name}`,
      needed: boundText(limit.measure.text, bound.because),
      count: options.concurrentMoves === 1 ? 'one migration' : `${options.concurrentMoves} concurrent migrations`,
    };
    const flipPoints = [passesAtLeast(shown, 'bandwidth', bound.value)];
    const proof = { from: [reserved.known ? reserved.value : undefined], limit, flipPoints };
    if (outcome === 'open' || !reserved.known) {
      const isLink = !path.inputs.bandwidth.known;
      const gap = whyUnknown(isLink ? path.inputs.bandwidth : domain.rateCap);
      const what: Gap = isLink ? linkGap(path, 'bandwidth') : { text: `the rate cap of ${domain.name}` };
      const toDecide = [{ ...what, text: `${what.text}; the rule fails below ${limit.measure.text}` }];
      const undecided = { data: { ...data, gap }, path, evidence: evidence({ ...proof, toDecide }) };
      return [report.undetermined('open', undecided)];
    }
    const found = { data: { ...data, bandwidth: derivedText(reserved.value) }, path };
    if (outcome === 'doubtful') {
      const depends = dependsText(bound.because, limit.measure.text, formatBandwidth(held.loosest));
      const toDecide = [versionGap(domain.product)];
      const undecided = { data: { ...found.data, depends }, path, evidence: evidence({ ...proof, toDecide }) };
      return [report.undetermined('dependsOnVersion', undecided)];
    }
    const blocked = evidence({ ...proof, wayOut: [scaleOut, coldMove] });
    return [report.violation('tooNarrow', { ...found, evidence: blocked, level: bound.because && 'warning' })];
  },
});
