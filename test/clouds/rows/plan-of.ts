/* Plans as `terraform show -json` writes them. */

export type Values = Readonly<Record<string, unknown>>;

export interface PlannedChange {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  readonly provider_name: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values;
    readonly after_unknown: Values;
    readonly before_sensitive: Values | false;
    readonly after_sensitive: Values;
  };
}

export interface Plan {
  readonly format_version: string;
  readonly resource_changes: readonly PlannedChange[];
  readonly configuration: unknown;
}

/** The instance of its provider that a resource uses: its alias, and the arguments that place. */
export interface Provider {
  readonly alias: string;
  readonly args: Readonly<Record<string, string>>;
}

export interface Planned {
  readonly [address: string]: Values & { readonly before?: Values; readonly provider?: Provider };
}

const split = (address: string): readonly [string, string] => {
  const [type = '', name = ''] = address.split('.');
  return [type, name];
};

/** Of values without references, as a plan shows constants. */
export function planOf(resources: Planned): Plan {
  const entries = Object.entries(resources);
  return {
    format_version: '1.2',
    resource_changes: entries.map(([address, { before, provider: _, ...after }]) => {
      const [type, name] = split(address);
      return {
        address,
        mode: 'managed',
        type,
        name,
        provider_name: `registry.terraform.io/example/${type.replace(/_.*/, '')}`,
        change: {
          actions: before === undefined ? ['create'] : ['update'],
          before: before === undefined ? null : { ...after, ...before },
          after,
          after_unknown: {},
          before_sensitive: before === undefined ? false : {},
          after_sensitive: {},
        },
      };
    }),
    configuration: {
      provider_config: Object.fromEntries(
        entries.flatMap(([address, { provider }]) => providerConfig(address, provider)),
      ),
      root_module: {
        resources: entries.map(([address, { before: _, provider, ...after }]) => {
          const [type, name] = split(address);
          const key = providerKey(address, provider);
          return { address, mode: 'managed', type, name, provider_config_key: key, expressions: expressionsOf(after) };
        }),
      },
    },
  };
}

const providerKey = (address: string, provider: Provider | undefined): string => {
  const name = address.replace(/_.*/, '');
  return provider === undefined || provider.alias === '' ? name : `${name}.${provider.alias}`;
};

function providerConfig(address: string, provider: Provider | undefined): readonly (readonly [string, unknown])[] {
  if (provider === undefined) return [];
  const { alias, args } = provider;
  const expressions = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, { constant_value: value }]),
  );
  const config = { name: address.replace(/_.*/, ''), ...(alias !== '' && { alias }), expressions };
  return [[providerKey(address, provider), config]];
}

/** Values that variables give: written, and drawn from no resource. */
const expressionsOf = (values: Values): Values =>
  Object.fromEntries(Object.keys(values).map((name) => [name, { references: [`var.${name}`] }]));
