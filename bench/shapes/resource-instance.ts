import samples from '../samples.json';

export type Type = keyof typeof samples;

export type Values = Readonly<Record<string, unknown>>;

interface Sample {
  readonly provider: string;
  readonly values: Values;
  readonly unknown: Values;
  readonly sensitive: Values;
  readonly expressions: Values;
}

export const sampleOf = (type: Type): Sample => samples[type];

/** A resource instance with what a plan tells of it. */
export interface ResourceInstance {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** The key of `for_each`, or the number of `count`. */
  readonly key?: string | number | undefined;
  readonly provider: string;
  /** It is there already and stays as it is; otherwise the plan creates it. */
  readonly exists?: boolean;
  readonly values: Values;
  readonly unknown: Values;
  readonly sensitive: Values;
}

/** What a plan creates: the recorded sample of its type, with what is its own. */
export function created(type: Type, name: string, own: Values, key?: string | number): ResourceInstance {
  const { provider, values, unknown, sensitive } = sampleOf(type);
  return { mode: 'managed', type, name, key, provider, values: { ...values, ...own }, unknown, sensitive };
}

/** What a data source has read before the plan. */
export function dataRead(type: string, name: string, values: Values, key?: string | number): ResourceInstance {
  const provider = 'registry.terraform.io/vmware/vsphere';
  return { mode: 'data', type, name, key, provider, exists: true, values, unknown: {}, sensitive: {} };
}

/** As `planned_values` and `prior_state` show it. */
export function valuesEntry(instance: ResourceInstance, module = ''): unknown {
  const { provider, values, sensitive } = instance;
  const shown = { provider_name: provider, schema_version: 0, values, sensitive_values: sensitive };
  return { address: addressOf(instance, module), ...headOf(instance), ...shown };
}

/** As `resource_changes` shows it. */
export function changeEntry(instance: ResourceInstance, module = ''): unknown {
  const { provider, exists = false, values, unknown, sensitive } = instance;
  const change = {
    actions: [exists ? 'no-op' : 'create'],
    before: exists ? values : null,
    after: values,
    after_unknown: unknown,
    before_sensitive: exists && sensitive,
    after_sensitive: sensitive,
  };
  const place = module === '' ? {} : { module_address: module };
  return { address: addressOf(instance, module), ...place, ...headOf(instance), provider_name: provider, change };
}

function headOf({ mode, type, name, key }: ResourceInstance): object {
  return key === undefined ? { mode, type, name } : { mode, type, name, index: key };
}

function addressOf({ mode, type, name, key }: ResourceInstance, module: string): string {
  const inside = `${module === '' ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  return key === undefined ? inside : `${inside}[${JSON.stringify(key)}]`;
}

/** A cluster of one site: its two racks. */
export const racks = (hosts: readonly string[]): object => {
  const half = hosts.length >> 1;
  return {
    vsan_fault_domains: [
      {
        fault_domain: [
          { host_ids: hosts.slice(0, half), name: 'rack-1' },
          { host_ids: hosts.slice(half), name: 'rack-2' },
        ],
      },
    ],
    vsan_stretched_cluster: [],
  };
};

/** The two halves of a stretched cluster of four hosts, and its witness. */
export const halves = (hosts: readonly string[], witness: string | undefined): object => ({
  vsan_stretched_cluster: [
    {
      preferred_fault_domain_host_ids: hosts.slice(0, 2),
      preferred_fault_domain_name: 'first',
      secondary_fault_domain_host_ids: hosts.slice(2),
      secondary_fault_domain_name: 'second',
      witness_node: witness,
    },
  ],
});
