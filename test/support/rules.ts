import type { BroadcastDomain } from '../../lib/graph/domain-kinds';
import { defineRule, type Rule } from '../../lib/rules/define-rule';
import { evidence } from '../../lib/rules/evidence';
import type { Level } from '../../lib/findings/finding';

/** A rule for tests of the engine: about every segment it says what its name says. */
export const ruleThat = (
  says: 'finds' | 'softens' | 'likely finds' | 'remarks' | 'cannot tell' | 'passes' | 'throws',
  { id = `segment-${says.replace(' ', '-')}`, level = 'error' }: { readonly id?: string; readonly level?: Level } = {},
): Rule =>
  defineRule({
    id,
    title: id,
    law: 'A segment is as the test says.',
    why: 'For the test.',
    level,
    category: 'stretched-layer-2',
    scope: 'stack',
    references: [],
    messages: { found: '{segment} is found' },
    options: {},
    select: (graph) => graph.domains['broadcast-domain'],
    check(segment: BroadcastDomain, { report }) {
      const found = {
        data: { segment: segment.name },
        resources: segment.resources,
        evidence: evidence({ from: [] }),
      };
      if (says === 'throws') throw new TypeError(`cannot read ${segment.name}`);
      if (says === 'cannot tell') return [report.undetermined('found', found)];
      if (says === 'softens') return [report.violation('found', { ...found, level: 'note' })];
      if (says === 'likely finds') return [report.likely('found', found)];
      if (says === 'remarks') return [report.remark('found', found)];
      return says === 'finds' ? [report.violation('found', found)] : [];
    },
  });
