import { formatDuration } from '../lib/model/quantity';
import { defineRule } from '../lib/rules/define-rule';
import { evidence } from '../lib/rules/evidence';
import { passesAtMost } from '../lib/rules/flip-point';
import { gapsOf } from '../lib/rules/gaps';
import { doubtText } from '../lib/rules/in-doubt';
import { boundLimit } from '../lib/rules/limit';
import { likelyTrip, roundTrip, spanText, tripUnknown, tripWithin } from '../lib/rules/span-problem';

export const clusterWitnessRtt = defineRule({
  id: 'cluster-witness-rtt',
  title: 'Witness within its round trip',
  law: "A stretched cluster's witness is within the round trip that its product requires, of each data site.",
  why: 'When the link between the data sites breaks, the witness decides which of them goes on. A witness that answers too late counts as lost, and with it the cluster loses its majority.',
  level: 'error',
  category: 'synchronous-coupling',
  scope: 'stack',
  references: [
    {
      title: 'vSAN stretched cluster bandwidth sizing',
      url: 'https://core.vmware.com/resource/vsan-stretched-cluster-bandwidth-sizing',
    },
  ],
  messages: {
    tooFar:
      'The witness of {cluster} is too far from its data: {sites}, round trip {rtt}; the {product} limit for {hosts} is {limit}.',
    likely:
      'The witness of {cluster} is likely too far from its data: {sites}, {gap}; {typical} is typical over {distance} and {minimum} is the minimum; the {product} limit for {hosts} is {limit}. Declare the round trip to decide.',
    open: 'Whether the witness of {cluster} is near enough to its data is open: {sites}, {gap}; the {product} limit for {hosts} is {limit}.',
    dependsOnHosts:
      'Whether the witness of {cluster} is near enough to its data depends on how many hosts each half has: {sites}, round trip {rtt}; the {product} limit for {hosts} is {limit}, and as little as {strictest} for more.',
  },
  options: {},
  select: (graph) => graph.domains['sync-replica'].filter(({ witness }) => witness !== undefined),
  check(cluster, { facts, report }) {
    const found = facts.witness(cluster);
    // Where its data stands is another law's question.
    if (found === undefined || !cluster.members.some(({ site }) => site.known)) return [];
    const { span, title } = found;
    const { loosest: bound, strictest } = found.limit;
    const { hostsPerSite: hosts, mayBeMore } = found.witness;
    const strictly = facts.spanAgainst(span, strictest.value);
    if (strictly.standing === 'within' || strictly.standing === 'single-site') return [];
    const loosely = facts.spanAgainst(span, bound.value);
    const path = loosely.standing === 'within' ? strictly.path : loosely.path;
    const limit = boundLimit('round trip to the witness', 'at most', 'duration', bound, 'maxRtt');
    const data = {
      cluster: cluster.name,
      product: title,
      sites: spanText(span, path),
      limit: limit.measure.text,
      hosts: hosts < 2 ? 'one host a site' : `${hosts} hosts a site`,
      gap: tripUnknown(span, path),
    };
    const flipPoints = [passesAtMost('round trip', 'duration', bound.value)];
    const toDecide = [
      ...gapsOf(span),
      ...(mayBeMore === undefined ? [] : [{ text: `how many hosts each half has: ${doubtText(mayBeMore)}` }]),
    ];
    if (loosely.standing === 'within' && path !== undefined) {
      const passes = [passesAtMost('round trip', 'duration', strictest.value)];
      const proof = evidence({ from: [path.least], limit, flipPoints: passes, toDecide });
      const depends = { ...data, rtt: tripWithin(path), strictest: formatDuration(strictest.value) };
      return [report.undetermined('dependsOnHosts', { data: depends, path, evidence: proof })];
    }
    if (loosely.standing === 'open' || path === undefined) {
      const proof = evidence({ from: [path?.least], limit, flipPoints, toDecide });
      return [report.undetermined('open', { data, path, evidence: proof })];
    }
    if (loosely.standing === 'likely') {
      const { data: trip, from } = likelyTrip(path);
      const proof = evidence({ from, limit, flipPoints, toDecide: gapsOf(span) });
      return [report.likely('likely', { data: { ...data, ...trip }, path, evidence: proof })];
    }
    const proof = evidence({ from: [path.least], limit, flipPoints });
    return [report.violation('tooFar', { data: { ...data, rtt: roundTrip(path) }, path, evidence: proof })];
  },
});
