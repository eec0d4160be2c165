import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdingPlans } from '../clouds/rows/holding-plans';
import type { Plan, Provider } from '../clouds/rows/plan-of';
import { violatingPlans } from '../clouds/rows/violating-plans';

export type Values = Readonly<Record<string, unknown>>;

/** A resource, whatever dialect it will be written in. */
export interface Thing {
  readonly type: string;
  readonly name: string;
  readonly values: Values;
  /** As after_unknown and after_sensitive of a plan mark them. */
  readonly unknown: Values;
  readonly sensitive: Values;
  /** Where it is changed in place. */
  readonly before?: Values;
  /** The instance of its provider, where that has arguments. */
  readonly provider?: Provider;
}

/** Larger resources slow down every input and show no more. */
const MOST_BYTES = 4_000;

const planFolder = join(__dirname, '../fixtures/plans');

const recorded = (): readonly Plan[] =>
  readdirSync(planFolder)
    .filter((name) => name !== 'README.md')
    .map((name) => JSON.parse(readFileSync(join(planFolder, name, 'plan.json'), 'utf8')) as Plan);

interface Configuration {
  readonly provider_config?: Readonly<
    Record<string, { readonly alias?: string; readonly expressions?: Readonly<Record<string, Values>> }>
  >;
  readonly root_module?: {
    readonly resources?: readonly { readonly address: string; readonly provider_config_key?: string }[];
  };
}

/** The instance that a resource of the root module uses, with the arguments that are constants. */
function providerOf(configuration: Configuration, address: string): Pick<Thing, 'provider'> {
  const bare = address.replaceAll(/\[[^\]]*\]/gu, '');
  const found = configuration.root_module?.resources?.find((one) => one.address === bare);
  const config = configuration.provider_config?.[found?.provider_config_key ?? ''];
  const args = Object.entries(config?.expressions ?? {}).flatMap(([name, { constant_value: value }]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return args.length === 0 ? {} : { provider: { alias: config?.alias ?? '', args: Object.fromEntries(args) } };
}

const small = [...violatingPlans, ...holdingPlans].map(({ plan }) => plan);

/** Groups of resources that belong together: small plans that break or hold a rule, and what real providers wrote. */
export const corpus: readonly (readonly Thing[])[] = [...small, ...recorded()]
  .map(({ resource_changes: changes, configuration }) =>
    changes
      .filter(({ mode, change }) => mode === 'managed' && (change.after as Values | null) !== null)
      .filter(({ change }) => JSON.stringify(change.after).length < MOST_BYTES)
      .slice(0, 8)
      .map(({ address, type, name, change }): Thing => {
        const { after, after_unknown: unknown, after_sensitive: sensitive, before } = change;
        const marks = { unknown: objectOr(unknown), sensitive: objectOr(sensitive) };
        const provider = providerOf(configuration as Configuration, address);
        return { type, name, values: after, ...marks, ...(before !== null && { before }), ...provider };
      }),
  )
  .filter((things) => things.length > 0);

function objectOr(mask: unknown): Values {
  return typeof mask === 'object' && mask !== null ? (mask as Values) : {};
}

/** Facts under which these break their rules, and others hold them. */
export const factsText = `version: 1
sites:
  vienna: { at: vienna, match: [{ name: '*vienna*' }, { cidr: 192.0.2.0/24 }] }
  boston: { at: boston, match: [{ name: '*boston*' }, { cidr: 198.51.100.0/24 }] }
  amsterdam: { at: amsterdam, match: [{ datacenter: Amsterdam }] }
  madrid: { at: { latitude: 40.42, longitude: -3.7 }, match: [{ datacenter: Madrid }, { tag: { site: mad } }] }
links:
  - between: [vienna, boston]
    rtt: 95 ms
    bandwidth: 200 Mbit/s
    loss: 0.01 %
    migrationShare: 40 %
    measuredOn: 2025-10-01
  - { between: [amsterdam, madrid], rtt: 31 ms, bandwidth: 10 Gbit/s, streams: 4, mtu: 9000 }
workloads:
  erp: { memory: 64 GiB, dirtyRate: 1 GiB/s, workingSet: 8 GiB, match: [{ name: 'm*' }] }
platforms: { vmotion: '6.7', vsan: '7.0' }
rules:
  migration-rtt-budget: { level: error, options: { maxRtt: 150 ms } }
  broadcast-domain-single-site: { options: { maxRtt: 5 ms } }
  facts-declared: warning
`;
