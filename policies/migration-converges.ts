import { inputs } from '../lib/model/inputs';
import { percent, seconds } from '../lib/model/units';
import { formatBandwidth, formatShare } from '../lib/model/quantity';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { flipPointsOf } from '../lib/rules/flip-point';
import { moveGaps } from '../lib/rules/gaps';
import { optionLimit } from '../lib/rules/limit';
import { findDeciding } from '../lib/rules/find-deciding';
import { freeMoves } from '../lib/rules/free-moves';
import { coldMoveOf, scaleOut } from '../lib/rules/way-out';

export const migrationConverges = defineRule({
  id: 'migration-converges',
  title: 'Live migration converges',
  law: 'Pre-copy of a running machine converges on the link that it moves over.',
  why: 'Each round sends what the guest changed during the round before. If the guest changes memory faster than the link carries it, rounds stop shrinking: the move never ends, or the platform slows the guest until it does.',
  level: 'error',
  category: 'live-migration',
  scope: 'stack',
  references: [
    {
      title: 'Clark et al., Live migration of virtual machines, NSDI 2005',
      url: 'https://www.usenix.org/conference/nsdi-05/live-migration-virtual-machines',
    },
    {
      title: 'Long distance vMotion requirements in vSphere 6.0 (KB 2106949)',
      url: 'https://knowledge.broadcom.com/external/article?legacyId=2106949',
    },
  ],
  messages: {
    neverEnds:
      '{workload} in {domain} does not converge between {sites}: {rate} carried, {needed} needed; the guest would have to run at {speed}.',
    throttled:
      '{workload} in {domain} converges between {sites} only if the guest is slowed to {speed}: {rate} carried, {needed} needed.',
    open: '{workload} in {domain} may not converge between {sites}: {gap}.',
  },
  options: {
    downtimeLimit: {
      kind: 'duration',
      default: inputs.downtimeLimit.otherwise.value,
      // Source: QEMU, MAX_MIGRATE_DOWNTIME_SECONDS.
      range: { most: seconds(2_000), because: 'the largest that QEMU accepts' },
      description: 'Maximum downtime, in which the last round must fit; 500 ms is the goal seen in vMotion logs',
    },
    minGuestSpeed: {
      kind: 'share',
      default: inputs.minGuestSpeed.otherwise.value,
      // Source: QEMU, the maximum of max-cpu-throttle is 99.
      range: { least: percent(1), because: 'QEMU slows no guest below it' },
      description: 'Minimum speed of a slowed guest: error below, warning above; our policy, not a vendor figure',
    },
  },
  limits: { read: 'throttling', of: 'moves' },
  select: freeMoves,
  check(domain, { facts, options, report }) {
    const { paths } = facts.span(domain.members);
    const workloads = facts.workloads(domain);
    return (workloads.length === 0 ? [undefined] : workloads).flatMap((workload) => {
      const decided = findDeciding(paths, (path) => {
        const move = facts.move(domain, path, workload, options);
        if (!move.live.known) return { standing: 'open', move };
        return { standing: move.live.value.value.verdict === 'feasible' ? 'within' : 'beyond', move };
      });
      if (decided === undefined || decided.standing === 'within') return [];
      const { move, item: path } = decided;
      const part = workload && { workload: workload.identity };
      const data = {
        workload: workload?.name ?? 'a machine',
        domain: domain.name,
        sites: `${path.a.name} and ${path.b.name}`,
      };
      const resources = workload?.resource === undefined ? [] : [workload.resource];
      const limit = optionLimit('downtime', 'at most', 'duration', options.downtimeLimit, 'downtimeLimit');
      const [flipPoints, rate] = [flipPointsOf(move), move.rate.known ? move.rate.value : undefined];
      if (!move.live.known) {
        const proof = evidence({ from: [rate], limit, flipPoints, toDecide: moveGaps(move) });
        const gap = move.live.reason.text;
        return [report.undetermined('open', { data: { ...data, gap }, path, resources, evidence: proof, part })];
      }
      const { verdict, carried, needed, guestSpeed } = move.live.value.value;
      const from = [rate, move.live.value, move.coldMove.known ? move.coldMove.value : undefined];
      const proof = evidence({ from, limit, flipPoints, wayOut: [scaleOut, coldMoveOf(move)] });
      const found = {
        data: {
          ...data,
          rate: formatBandwidth(carried),
          needed: formatBandwidth(needed),
          speed: `${formatShare(guestSpeed)} of its speed`,
        },
        path,
        resources,
        evidence: proof,
        part,
      };
      return [
        verdict === 'feasible-when-throttled'
          ? report.violation('throttled', { ...found, level: 'warning' })
          : report.violation('neverEnds', found),
      ];
    });
  },
});
