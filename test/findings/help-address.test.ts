import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { helpAddress } from '../../lib/findings/help-address';
import { homeIn } from '../../scripts/home';

const root = join(__dirname, '../..');

it('is the page of a file in the repository, as GitHub shows it', () => {
  const path = 'docs/rules/migration-rtt-budget.md';

  expect(existsSync(join(root, path))).toBe(true);
  expect(helpAddress(path)).toBe(`${homeIn(root)}/blob/main/docs/rules/migration-rtt-budget.md`);
});
