import type { Finding, Level } from '../findings/finding';
import { evidenceLines } from './evidence-lines';
import { namesOf } from './by-cause';
import { block, bodyWidth, count, first, part, styled, type Colours } from './page';
import { resourceName, resourcePlace } from '../findings/resource-name';
import { stateText } from './baseline-lines';
import { waiverText } from './waiver-text';
import { wrap } from './wrap';

/** A violation with its proof and the way out, and others with the same cause. */
export function findingLines(
  [finding, ...alike]: readonly [Finding, ...Finding[]],
  colours: Colours,
  told?: Set<string>,
): readonly string[] {
  const where = [
    ...declaredLines(finding, colours),
    ...first(8, finding.resources, (resource) => resourceLines(resource, colours)),
  ];
  return [
    ...block(labelOf(finding), levelStyle(finding.level, colours), [
      ...titleLines(finding, colours),
      ...wrap(finding.message, bodyWidth),
      ...lapsedLines(finding, colours),
    ]),
    '',
    ...part('where', colours, where),
    ...part('alike', colours, alikeLines(alike)),
    ...evidenceLines(finding.evidence, colours, told),
  ];
}

/** That a baseline knows it or somebody accepted it, and why that does not hold. */
export const lapsedLines = (finding: Finding, { yellow }: Colours): readonly string[] =>
  styled(
    [stateText(finding), waiverText(finding)].flatMap((text) => wrap(text ?? '', bodyWidth)),
    yellow,
  );

/** Others with the same cause. */
function alikeLines(alike: readonly Finding[]): readonly string[] {
  if (alike.length === 0) return [];
  const [only, ...names] = namesOf(alike);
  const more = count(alike.length, 'more finding');
  return names.length === 0 && only !== undefined
    ? wrap(`${more}: ${only}`, bodyWidth)
    : [`${more} (--expand shows them all)`, ...first(8, namesOf(alike), (name) => wrap(name, bodyWidth))];
}

/** What stands before a violation or a remark. */
export function labelOf({ outcome, confidence, level }: Finding): string {
  if (outcome === 'remark') return 'remark';
  return confidence === 'likely' ? 'likely' : confidence === 'guessed' ? 'guess' : level;
}

/** The line of the facts file that the finding is about. */
export function declaredLines({ declaredAt }: Pick<Finding, 'declaredAt'>, { dim }: Colours): readonly string[] {
  if (declaredAt === undefined) return [];
  const { source, path, line, column } = declaredAt;
  const place = line === undefined ? source : `${source}:${line}:${column ?? 1}`;
  return [`${place}  ${dim(path)}`];
}

/** The rule, and the stacks where these have names. */
export function titleLines({ ruleId, category, subject }: Finding, { bold, dim }: Colours): readonly string[] {
  const stacks = subject.stacks.filter((stack) => stack !== '');
  const kind = category.replaceAll('-', ' ');
  if (stacks.length === 0) return [`${bold(ruleId)}  ${dim(kind)}`];
  const where = `stack ${stacks.join(' and ')}`;
  const isShort = `${ruleId}  ${kind}, ${where}`.length <= bodyWidth;
  return isShort
    ? [`${bold(ruleId)}  ${dim(`${kind}, ${where}`)}`]
    : [`${bold(ruleId)}  ${dim(kind)}`, ...styled(wrap(where, bodyWidth), dim)];
}

export function resourceLines(
  resource: Finding['resources'][number],
  { dim }: Colours,
  width = bodyWidth,
): readonly string[] {
  const name = resourceName(resource);
  const place = resourcePlace(resource);
  if (place === '') return wrap(name, width);
  if (name.length + 2 + place.length <= width) return [`${name}  ${dim(place)}`];
  return [...wrap(name, width), ...wrap(place, width - 2).map((line) => `  ${dim(line)}`)];
}

export function levelStyle(level: Level, colours: Colours): (text: string) => string {
  const colour = { error: colours.red, warning: colours.yellow, note: colours.cyan }[level];
  return (text) => colours.bold(colour(text));
}
