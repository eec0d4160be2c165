import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manySites } from './many-sites';
import { nestedModules } from './nested-modules';
import { oneModule } from './one-module';
import { sitesFacts } from './sites';

/** A plan that is measured, with what its owner would declare. Always the same text, so that runs can be compared. */
export interface Shape {
  readonly name: string;
  readonly plan: () => string;
  readonly facts: () => string;
}

/** Plans of one size, some 31 MB each: what they cost differs by how they are made. */
export const shapes: readonly Shape[] = [
  { name: '10,000 resources', plan: () => oneModule(10_000), facts: twoSites },
  { name: '260 sites', plan: manySites, facts: sitesFacts },
  { name: '1,000 modules', plan: nestedModules, facts: twoSites },
];

/** Facts of the plans whose hosts stand in one of two cities. */
export function twoSites(): string {
  return readFileSync(join(__dirname, '../lightbound.yaml'), 'utf8');
}
