import type { Finding, Level } from '../findings/finding';
import { evidenceLines } from './evidence-lines';
import { namesOf } from './by-cause';
import { block, count, first, part, styled, type Page } from './page';
import { resourceName, resourcePlace } from '../findings/resource-name';
import { stateText } from './baseline-lines';
import { waiverText } from './waiver-text';
import { wrap } from './wrap';

/** A violation with its proof and the way out, and others with the same cause. */
export function findingLines(
  [finding, ...alike]: readonly [Finding, ...Finding[]],
  page: Page,
  told?: Set<string>,
): readonly string[] {
  const where = [
    ...declaredLines(finding, page),
    ...first(8, finding.resources, (resource) => resourceLines(resource, page)),
  ];
  return [
    ...block(labelOf(finding), levelStyle(finding.level, page), [
      ...titleLines(finding, page),
      ...wrap(finding.message, page.body),
      ...lapsedLines(finding, page),
    ]),
    '',
    ...part('where', page, where),
    ...part('alike', page, alikeLines(alike, page)),
    ...evidenceLines(finding.evidence, page, told),
  ];
}

/** That a baseline knows it or somebody accepted it, and why that does not hold. */
export const lapsedLines = (finding: Finding, { yellow, body }: Page): readonly string[] =>
  styled(
    [stateText(finding), waiverText(finding)].flatMap((text) => wrap(text ?? '', body)),
    yellow,
  );

/** Others with the same cause. */
function alikeLines(alike: readonly Finding[], { body }: Page): readonly string[] {
  if (alike.length === 0) return [];
  const [only, ...names] = namesOf(alike);
  const more = count(alike.length, 'more finding');
  return names.length === 0 && only !== undefined
    ? wrap(`${more}: ${only}`, body)
    : [`${more} (--expand shows them all)`, ...first(8, namesOf(alike), (name) => wrap(name, body))];
}

/** What stands before a violation or a remark. */
export function labelOf({ outcome, confidence, level }: Finding): string {
  if (outcome === 'remark') return 'remark';
  return confidence === 'likely' ? 'likely' : confidence === 'guessed' ? 'guess' : level;
}

/** The line of the facts file that the finding is about. */
export function declaredLines({ declaredAt }: Pick<Finding, 'declaredAt'>, { dim }: Page): readonly string[] {
  if (declaredAt === undefined) return [];
  const { source, path, line, column } = declaredAt;
  const place = line === undefined ? source : `${source}:${line}:${column ?? 1}`;
  return [`${place}  ${dim(path)}`];
}

/** The rule, and the stacks where these have names. */
export function titleLines({ ruleId, category, subject }: Finding, { bold, dim, body }: Page): readonly string[] {
  const stacks = subject.stacks.filter((stack) => stack !== '');
  const kind = category.replaceAll('-', ' ');
  if (stacks.length === 0) return [`${bold(ruleId)}  ${dim(kind)}`];
  const where = `stack ${stacks.join(' and ')}`;
  const isShort = `${ruleId}  ${kind}, ${where}`.length <= body;
  return isShort
    ? [`${bold(ruleId)}  ${dim(`${kind}, ${where}`)}`]
    : [`${bold(ruleId)}  ${dim(kind)}`, ...styled(wrap(where, body), dim)];
}

export function resourceLines(
  resource: Finding['resources'][number],
  { dim, body }: Page,
  width = body,
): readonly string[] {
  const name = resourceName(resource);
  const place = resourcePlace(resource);
  if (place === '') return wrap(name, width);
  if (name.length + 2 + place.length <= width) return [`${name}  ${dim(place)}`];
  return [...wrap(name, width), ...wrap(place, width - 2).map((line) => `  ${dim(line)}`)];
}

export function levelStyle(level: Level, page: Page): (text: string) => string {
  const colour = { error: page.red, warning: page.yellow, note: page.cyan }[level];
  return (text) => page.bold(colour(text));
}
