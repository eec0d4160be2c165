import { defineRule } from '../lib/rules/define-rule';
import { derivedText } from '../lib/rules/derived-text';
import { evidence } from '../lib/rules/evidence';
import { passesAtLeast } from '../lib/rules/flip-point';
import { positionGaps } from '../lib/rules/gaps';

export const declaredRttPossible = defineRule({
  id: 'declared-rtt-possible',
  title: 'Declared round trip is physically possible',
  law: 'A declared round trip is at least the time that light needs.',
  why: 'Every other verdict rests on declared numbers. A value below the minimum that geography sets is a typo, a wrong unit or a wish, and hides what the link really does.',
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
      'Link {link} declares a round trip of {rtt}; light in fibre needs {minimum}, and only hollow-core fibre or radio is faster.',
    implausible:
      'Link {link} declares a round trip of {rtt}; light in fibre needs {minimum} along the geodesic, and no known route is within 5 % of it.',
    open: 'Link {link} declares a round trip of {rtt}; the minimum round trip is unknown because the distance between its ends is unknown.',
  },
  options: {},
  select: (graph) => graph.links.filter(({ rtt }) => rtt.known),
  check(link, { facts, graph, report }) {
    const found = facts.plausibility(link);
    if (found === undefined || found.verdict === 'plausible') return [];
    const { rtt } = found;
    const data = { link: link.name, rtt: derivedText(rtt) };
    if (found.verdict === 'unknown') {
      const toDecide = positionGaps(link, graph);
      return [report.undetermined('open', { data, evidence: evidence({ from: [rtt], toDecide }) })];
    }
    const { verdict, minimum } = found;
    const flipPoints = [passesAtLeast('round trip', 'duration', minimum.value)];
    const problem = {
      data: { ...data, minimum: derivedText(minimum) },
      evidence: evidence({ from: [rtt, minimum], flipPoints }),
    };
    if (verdict === 'impossible') return [report.violation('impossible', problem)];
    if (verdict === 'implausible') return [report.violation('implausible', { ...problem, level: 'warning' })];
    return [report.violation('impossibleInGlass', { ...problem, level: 'warning' })];
  },
});
