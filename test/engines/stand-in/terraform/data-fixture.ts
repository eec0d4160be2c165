import { isDeepStrictEqual } from 'node:util';
import type { CtyObject } from './cty-value';

/** What a data source answers when its type and these parts of its configuration match; the rest is made up. */
export interface DataFixture {
  type: string;
  match?: CtyObject;
  values: CtyObject;
}

export function fixtureFor(fixtures: readonly DataFixture[], type: string, config: CtyObject): CtyObject {
  const found = fixtures.find(
    (fixture) =>
      fixture.type === type &&
      Object.entries(fixture.match ?? {}).every(([name, value]) => isDeepStrictEqual(config[name], value)),
  );
  return found?.values ?? {};
}
