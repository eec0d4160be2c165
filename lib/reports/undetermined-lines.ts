import { declareLines } from '../findings/declare-lines';
import type { Finding } from '../findings/finding';
import { flipPointLines } from './evidence-lines';
import { resourceLines, titleLines } from './finding-lines';
import { block, count, first, indented, part, type Page } from './page';
import { hang, wrap } from './wrap';

/** What could not be decided, grouped by what to declare so that it can. */
export function undeterminedLines(findings: readonly Finding[], page: Page): readonly string[] {
  if (findings.length === 0) return [];
  const groups = groupBy(findings, ({ evidence }) => declareLines(evidence).join('\n'));
  const isOne = findings.length === 1;
  const sentence = `${count(findings.length, 'finding')} ${isOne ? 'is' : 'are'} undetermined: facts are missing.`;
  return [
    ...block('undetermined', (text) => page.bold(page.magenta(text)), wrap(sentence, page.body - 2)),
    ...groups.flatMap((group) => ['', ...groupLines(group, page)]),
  ];
}

function groupLines(group: readonly Finding[], page: Page): readonly string[] {
  const [found] = group;
  const declare = found === undefined ? [] : declareLines(found.evidence);
  const toDeclare = first(8, declare, (text) => hang(text, page.body));
  const alike = groupBy(group, ({ ruleId, message, evidence }) =>
    [ruleId, message, ...flipPointLines(evidence.flipPoints, page)].join('\n'),
  );
  const decides = first(20, alike, (findings) => alikeLines(findings, page));
  return [...part('declare', page, toDeclare), ...part(declare.length === 0 ? 'unknown' : 'decides', page, decides)];
}

/** Findings that differ in their resources only. */
function alikeLines(findings: readonly Finding[], page: Page): readonly string[] {
  const width = page.body - 2;
  const resources = findings.flatMap((finding) => finding.resources);
  return findings
    .slice(0, 1)
    .flatMap((finding) => [
      ...titleLines(finding, page),
      ...indented([
        ...wrap(finding.message, width),
        ...first(4, resources, (resource) => resourceLines(resource, page, width)),
        ...flipPointLines(finding.evidence.flipPoints, page).map((line, index) =>
          index === 0 ? `passes ${line}` : line,
        ),
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
