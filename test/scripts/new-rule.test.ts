import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaffoldRule } from '../../scripts/new-rule';

describe('scaffoldRule', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lightbound-new-rule-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');

  it('writes a rule that the generator can read, and its test', () => {
    expect(scaffoldRule(root, 'link-spare-path')).toBeUndefined();

    expect(read('policies/link-spare-path.ts')).toContain('export const linkSparePath = defineRule({');
    expect(read('test/policies/link-spare-path.test.ts')).toContain("describe('link-spare-path'");
  });

  it('leaves a rule that exists alone', () => {
    scaffoldRule(root, 'link-spare-path');

    expect(scaffoldRule(root, 'link-spare-path')).toBe('policies/link-spare-path.ts exists already');
  });

  it('writes nothing for an id that is no law', () => {
    expect(scaffoldRule(root, 'no-links')).toContain('not the ban');
    expect(() => read('policies/no-links.ts')).toThrow('ENOENT');
  });
});
