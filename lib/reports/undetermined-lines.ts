import type { Finding } from '../findings/finding';
import { flipPointLines } from './evidence-lines';
import { resourceLines, titleLines } from './finding-lines';
import { block, bodyWidth, count, first, indented, part, type Colours } from './page';
import { hang, wrap } from './wrap';

/** What could not be decided, grouped by what to declare so that it can. */
export function undeterminedLines(findings: readonly Finding[], colours: Colours): readonly string[] {
  if (findings.length === 0) return [];
  const groups = groupBy(findings, ({ evidence }) => evidence.toDecide?.join('\n') ?? '');
  const isOne = findings.length === 1;
  const sentence = `${count(findings.length, 'finding')} ${isOne ? 'is' : 'are'} undetermined: facts are missing.`;
  return [
    ...block('undetermined', (text) => colours.bold(colours.magenta(text)), wrap(sentence, bodyWidth - 2)),
    ...groups.flatMap((group) => ['', ...groupLines(group, colours)]),
  ];
}

function groupLines(group: readonly Finding[], colours: Colours): readonly string[] {
  const declare = group[0]?.evidence.toDecide ?? [];
  const toDeclare = first(8, declare, (text) => hang(text, bodyWidth));
  const alike = groupBy(group, ({ ruleId, message, evidence }) =>
    [ruleId, message, ...flipPointLines(evidence.flipPoints)].join('\n'),
  );
  const decides = first(20, alike, (findings) => alikeLines(findings, colours));
  return [
    ...part('declare', colours, toDeclare),
    ...part(declare.length === 0 ? 'unknown' : 'decides', colours, decides),
  ];
}

/** Findings that differ in their resources only. */
function alikeLines(findings: readonly Finding[], colours: Colours): readonly string[] {
  const width = bodyWidth - 2;
  const resources = findings.flatMap((finding) => finding.resources);
  return findings
    .slice(0, 1)
    .flatMap((finding) => [
      ...titleLines(finding, colours),
      ...indented([
        ...wrap(finding.message, width),
        ...first(4, resources, (resource) => resourceLines(resource, colours, width)),
        ...flipPointLines(finding.evidence.flipPoints).map((line, index) => (index === 0 ? `passes ${line}` : line)),
      ]),
    ]);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
