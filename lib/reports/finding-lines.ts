import type { Finding, Level } from '../findings/finding';
import { evidenceLines } from './evidence-lines';
import { block, bodyWidth, first, part, type Colours } from './page';
import { resourceName, resourcePlace } from '../findings/resource-name';
import { wrap } from './wrap';

/** A violation with its proof and the way out. */
export function findingLines(finding: Finding, colours: Colours, told?: Set<string>): readonly string[] {
  const where = first(8, finding.resources, (resource) => resourceLines(resource, colours));
  return [
    ...block(finding.level, levelStyle(finding.level, colours), [
      findingTitle(finding, colours),
      ...wrap(finding.message, bodyWidth),
    ]),
    '',
    ...part('where', colours, where),
    ...evidenceLines(finding.evidence, colours, told),
  ];
}

export const findingTitle = ({ ruleId, category }: Finding, { bold, dim }: Colours): string =>
  `${bold(ruleId)}  ${dim(category.replaceAll('-', ' '))}`;

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
