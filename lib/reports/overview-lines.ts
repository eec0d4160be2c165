import type { Finding } from '../findings/finding';
import { farthestBeyond, worstOf } from '../findings/beyond-limit';
import { block, count, grouped, type Page } from './page';
import { hang } from './wrap';

/** Fewer are seen at once anyway. */
const fewest = 6;

/** Of many violations, for each rule: how many, the worst value against its limit, between which sites, in how many stacks. */
export function overviewLines(violations: readonly Finding[], page: Page): readonly string[] {
  if (violations.length < fewest) return [];
  const rules = new Map<string, Finding[]>();
  for (const finding of violations) {
    const list = rules.get(finding.ruleId);
    if (list === undefined) rules.set(finding.ruleId, [finding]);
    else list.push(finding);
  }
  const width = Math.max(...[...rules.keys()].map(({ length }) => length));
  return block(
    'overview',
    page.bold,
    [...rules].flatMap(([ruleId, found]) => [
      `${page.bold(ruleId.padEnd(width))}  ${grouped(found.length).padStart(6)}`,
      ...hang(worstText(found), page.body - 2).map((line) => page.dim(`  ${line}`)),
    ]),
  );
}

function worstText(findings: readonly Finding[]): string {
  const worst = farthestBeyond(findings);
  const value = worst && worstOf(worst);
  const limit = worst?.evidence.limit;
  const sites = new Set(findings.map(({ subject }) => subject.sites?.join(' - ')).filter((pair) => pair !== undefined));
  const stacks = new Set(findings.flatMap(({ subject }) => subject.stacks));
  const parts = [
    value === undefined || limit === undefined
      ? undefined
      : `worst ${value.text}, ${limit.comparison} ${limit.measure.text} (${worst?.subject.name ?? ''})`,
    sites.size === 0 ? undefined : count(sites.size, 'pair of sites', 'pairs of sites'),
    stacks.size < 2 ? undefined : count(stacks.size, 'stack'),
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}
