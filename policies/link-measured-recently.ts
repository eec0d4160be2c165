import { ageInDays } from '../lib/rules/age-in-days';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';

export const linkMeasuredRecently = defineRule({
  id: 'link-measured-recently',
  title: 'Link measured recently',
  law: 'What is declared of a link was measured within a year.',
  why: 'Carriers move circuits to other routes, and teams replace the boxes at both ends. A round trip or a loss that was measured long ago may be that of another link, and every verdict about the link rests on it. Measuring again takes a few minutes.',
  level: 'note',
  category: 'interconnect',
  scope: 'stack',
  references: [
    {
      title: 'RFC 7679, a one-way delay metric for IP performance metrics: each value is one of a time',
      url: 'https://www.rfc-editor.org/rfc/rfc7679',
    },
  ],
  messages: {
    old: 'Link {link} was measured on {day}, {age} days ago; the maximum age is {limit} days. Measure it again.',
  },
  options: {
    maxAgeDays: {
      kind: 'count',
      default: 365,
      description: 'Maximum age of a measurement in days; our policy, not a standard',
    },
  },
  select: (graph) => graph.links,
  check({ name, measuredOn }, { options, report, today }) {
    if (!measuredOn.known) return [];
    const age = ageInDays(measuredOn.value, today());
    if (age <= options.maxAgeDays) return [];
    const data = { link: name, day: measuredOn.value, age: String(age), limit: String(options.maxAgeDays) };
    return [report.remark('old', { data, evidence: evidence({ from: [] }) })];
  },
});
