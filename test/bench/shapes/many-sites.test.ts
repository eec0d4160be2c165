import { manySites } from '../../../bench/shapes/many-sites';
import { sitesFacts } from '../../../bench/shapes/sites';
import { check } from '../../../lib/check';
import { readFacts } from '../../../lib/declarations/read-facts';
import { rules } from '../../../policies/index';

const plan = manySites();
const { declarations, errors } = readFacts(sitesFacts(), 'lightbound.yaml');
const documents = [{ path: 'plan.json', bytes: Buffer.from(plan) }];
const result = check({ documents, declarations, rules, version: '0', today: '2026-01-01' });

it('declares 260 sites and makes them in 110 module calls', () => {
  const { configuration } = JSON.parse(plan) as {
    readonly configuration: { readonly root_module: { readonly module_calls: object } };
  };
  expect(errors).toEqual([]);
  expect(declarations.sites).toHaveLength(260);
  expect(Object.keys(configuration.root_module.module_calls)).toHaveLength(110);
});

it('has 59 findings: a switch, a cluster, its moves and its witness at each of twelve sites, one of which is near enough', () => {
  const found = new Map<string, number>();
  for (const { ruleId } of result.findings) found.set(ruleId, (found.get(ruleId) ?? 0) + 1);
  expect(Object.fromEntries(found)).toEqual({
    'broadcast-domain-single-site': 12,
    'stretched-cluster-rtt': 12,
    'cluster-witness-rtt': 11,
    'migration-converges': 12,
    'migration-rtt-budget': 12,
  });
});

it('holds something in every declared site, found in each of the four ways', () => {
  const { sites } = result.inventory;
  const declared = sites.filter(({ id }) => declarations.sites.some((site) => site.id === id));
  expect(declared.filter(({ resources }) => resources.length === 0)).toEqual([]);
  const reasons = declared.flatMap(({ resources }) => resources.map(({ because }) => because));
  for (const reason of [/^datacenter /u, /^name ".*" matches /u, /^address .* is in /u, /^tag site=/u]) {
    expect(reasons.filter((because) => reason.test(because)).length).toBeGreaterThan(60);
  }
});
