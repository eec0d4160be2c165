import type { WrittenFacts } from './facts-schema';
import { nearest } from './nearest';

const KEYS: Readonly<Record<keyof WrittenFacts, true>> = {
  version: true,
  sites: true,
  links: true,
  workloads: true,
  platforms: true,
  rules: true,
  waivers: true,
  locked: true,
  extends: true,
  environments: true,
  plugins: true,
  check: true,
};

/** More lines than stand before the first key of any facts file. */
const MOST_LINES = 1000;

/** Whether some line begins with a key of a facts file, perhaps misspelt; of any other text nothing is to be shown. */
export const speaksOfFacts = (text: string): boolean =>
  text
    .split('\n', MOST_LINES)
    .map((line) => /^[\s{"']*([A-Za-z]{3,16})["']?\s*:/u.exec(line)?.[1])
    .some((key) => key !== undefined && nearest(key, Object.keys(KEYS)) !== undefined);
