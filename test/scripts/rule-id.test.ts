import { ruleIdProblem } from '../../lib/rules/rule-id';
import * as policyNames from '../../lib/pack/policy-names';
import { ruleExportName, ruleTitle } from '../../scripts/rule-names';

describe('ruleIdProblem', () => {
  it.each(['migration-rtt-budget', 'broadcast-domain-single-site', 'layer-2-within-metro', 'nodes-even'])(
    'takes the law %s',
    (id) => {
      expect(ruleIdProblem(id)).toBeUndefined();
    },
  );

  it.each([
    ['', 'an id is <subject>-<law>'],
    ['migration', 'an id is <subject>-<law>'],
    ['Migration-Rtt', 'an id is <subject>-<law>'],
    ['migration_rtt', 'an id is <subject>-<law>'],
    ['../migration-rtt', 'an id is <subject>-<law>'],
    ['migration-rtt-', 'an id is <subject>-<law>'],
    ['no-stretched-cluster', 'not the ban ("no")'],
    ['link-bad', 'not the ban ("bad")'],
    ['facts-declared', 'sets the level of what cannot be decided'],
    ['rule-12', 'rules have no numbers'],
  ])('refuses "%s"', (id, message) => {
    expect(ruleIdProblem(id)).toContain(message);
  });

  it.each(Object.values(policyNames))('refuses "%s", a policy of the pack that is no rule', (id) => {
    expect(ruleIdProblem(id)).toBeDefined();
  });
});

describe('names made from an id', () => {
  it('is the export in camel case', () => {
    expect(ruleExportName('layer-2-within-metro')).toBe('layer2WithinMetro');
  });

  it('is the title as a sentence', () => {
    expect(ruleTitle('layer-2-within-metro')).toBe('Layer 2 within metro');
  });
});
