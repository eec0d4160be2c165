import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { passesAtLeast } from '../lib/rules/flip-point';

/**
 * A declared round trip is one that light could make.
 *
 * Every other verdict rests on declared numbers. One below the minimum that geography sets is a typo, another unit or a
 * hope, and hides what the link really does.
 */
export const declaredRttPossible = defineRule({
  id: 'declared-rtt-possible',
  title: 'Declared round trip is physically possible',
  level: 'error',
  category: 'interconnect',
  scope: 'stack',
  references: [
    {
      title: 'Speed of light in vacuum, SI definition of the metre',
      url: 'https://www.bipm.org/en/si-base-units/metre',
    },
  ],
  messages: {
    impossible: 'Link {link} declares a round trip of {rtt}; light in vacuum needs {minimum}.',
    impossibleInGlass:
      'Link {link} declares a round trip of {rtt}; light in fibre needs {minimum}. Only hollow-core fibre or radio could do it.',
    implausible:
      'Link {link} declares a round trip of {rtt}, less than 5 % above the {minimum} that light in fibre needs along the geodesic; no route known to us is that straight.',
    open: 'Whether the round trip that link {link} declares is possible is unknown: {gap}.',
  },
  options: {},
  select: (graph) => graph.links.filter(({ rtt }) => rtt.known),
  check(link, { facts, report }) {
    const found = facts.plausibility(link);
    const resources = link.resources;
    if (found === undefined) {
      const toDecide = [`the positions of the sites of link ${link.name} (sites.<name>.at)`];
      const data = { link: link.name, gap: 'the distance between its ends is unknown' };
      return [report.undetermined('open', { data, resources, evidence: evidence({ from: [], toDecide }) })];
    }
    const { verdict, path, rtt } = found;
    const bound = verdict === 'impossible' ? path.inVacuum : path.minimum;
    if (verdict === 'plausible' || !bound.known) return [];
    const { value } = bound;
    const data = {
      link: link.name,
      rtt: rtt.given[0]?.measure.text ?? '',
      minimum: value.steps.at(-1)?.result.text ?? '',
    };
    const proof = evidence({ from: [rtt, value], flipPoints: [passesAtLeast('round trip', 'duration', value.value)] });
    const problem = { data, resources, evidence: proof };
    if (verdict === 'impossible') return [report.violation('impossible', problem)];
    if (verdict === 'implausible') return [report.violation('implausible', { ...problem, level: 'warning' })];
    return [report.violation('impossibleInGlass', { ...problem, level: 'warning' })];
  },
});
