interface Contents {
  readonly planned: object;
  readonly changes: readonly unknown[];
  readonly prior: object;
  readonly providers: object;
  readonly configuration: object;
}

/** A plan as `terraform show -json` prints it: one line, its members in the order of a real one. */
export function planText({ planned, changes, prior, providers, configuration }: Contents): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: planned },
    resource_changes: changes,
    prior_state: { format_version: '1.0', terraform_version: '1.11.4', values: { root_module: prior } },
    configuration: { provider_config: providers, root_module: configuration },
    timestamp: '2026-01-01T00:00:00Z',
    applyable: true,
    complete: true,
    errored: false,
  });
}

/** The `provider_config` of the providers that the samples come from. */
export function providerBlocks(region: string): object {
  const names = [
    'registry.terraform.io/hashicorp/aws',
    'registry.terraform.io/vmware/vsphere',
    'registry.terraform.io/equinix/equinix',
  ];
  return Object.fromEntries(
    names.map((full_name) => {
      const name = shortName(full_name);
      const expressions = name === 'aws' ? { region: { constant_value: region } } : {};
      return [name, { name, full_name, expressions }];
    }),
  );
}

export const shortName = (provider: string): string => provider.slice(provider.lastIndexOf('/') + 1);
