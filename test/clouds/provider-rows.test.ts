import { Placer } from '../../lib/placing/placer';
import { TypeCatalogue, type KnownType, type ProviderTable } from '../../lib/placing/provider-table';
import { Attributes } from '../../lib/resources/attributes';
import { pulumiSpellings } from '../../lib/resources/naming';
import { isFormer } from '../schemas/former-types';
import { loadProviderSchema, providerNames, type CtyType, type ProviderSchema } from '../schemas/provider-schema';
import { hasPulumiPackage, loadPulumiTypes } from '../schemas/pulumi-types';
import { objectOf, typeAtPath } from '../schemas/type-at-path';
import { attributeProblem, canHold } from './rows/attribute-problem';
import type { Read } from './rows/read-recorder';
import { recordReads } from './rows/record-reads';
import { sourceOf } from './rows/table-source';

/* What CONTRIBUTING asks of a provider row, held against the schemas in test/schemas/terraform. */

/** What placing, naming and linking ask of every resource, whatever its type; by method of `Attributes`. */
const askedOfAll: Readonly<Record<string, readonly string[]>> = {
  string: ['name', 'display_name', 'hostname', 'tag.scope', 'tag.tag'],
  has: ['tag'],
  blocks: ['tag'],
  mapValue: ['tags', 'tags_all', 'labels', 'custom_attributes'],
  spell: ['bandwidth'],
};

const ovhKey =
  "a key of that map: OVHcloud's guide on vRack with OpenStack, https://help.ovhcloud.com/csm/en-public-cloud-network-getting-started-vrack";

/** What a row asks for although the schema does not bear it out, and why. */
const excused: Readonly<Record<string, string>> = {
  'hcx_l2_extension.site_pairing as strings': 'takes a whole hcx_site_pairing as a map; what it draws from counts',
  'hcx_service_mesh.site_pairing as strings': 'takes a whole hcx_site_pairing as a map; what it draws from counts',
  'hcx_l2_extension.site_pairing.url as string': 'a key of that map: the url of the pairing',
  'hcx_service_mesh.site_pairing.url as string': 'a key of that map: the url of the pairing',
  'openstack_networking_network_v2.value_specs.provider:network_type as string': ovhKey,
  'openstack_networking_network_v2.value_specs.provider:network_type as spell': ovhKey,
  'openstack_networking_network_v2.value_specs.provider:segmentation_id as number': ovhKey,
  'openstack_networking_network_v2.value_specs.provider:segmentation_id as spell': ovhKey,
  'vsphere_distributed_virtual_switch.host as strings':
    'blocks that are unknown as a whole: what they draw from counts',
};

const { tables, hintReads, graphReads, notRun } = recordReads();
const catalogue = new TypeCatalogue(tables);
const isAskedOfAll = ({ from, method, path }: Read): boolean =>
  from === 'resource' && askedOfAll[method]?.includes(path) === true;
const rowReads = [...hintReads, ...graphReads.filter((read) => !isAskedOfAll(read))];

const known = (type: string): KnownType => {
  const found = catalogue.find(type);
  if (found === undefined) throw new Error(`no row is of type ${type}`);
  return found;
};

const schemas = new Map<string, ProviderSchema>(providerNames.map((name) => [name, loadProviderSchema(name)]));

const schemaOf = (provider: string): ProviderSchema => {
  const schema = schemas.get(provider);
  if (schema === undefined) throw new Error(`test/schemas/terraform has no ${provider}.json`);
  return schema;
};

const typesOf = (provider: string): ProviderTable['types'] => tables.find(({ name }) => name === provider)?.types ?? {};

const readsOf = (provider: string): readonly Read[] =>
  rowReads.filter(({ type }) => known(type).terraform in typesOf(provider));

/** What the rows of a provider ask for in vain, and why. */
function problemsOf(provider: string): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const read of readsOf(provider)) {
    const type = known(read.type);
    const problem = attributeProblem(read, type, schemaOf(provider));
    const owner = read.from === 'provider' ? `provider of ${type.terraform}` : type.terraform;
    if (problem !== undefined) problems.set(`${owner}.${read.path} as ${read.method}`, problem);
  }
  return problems;
}

test('each provider table has a recorded schema', () => {
  expect(tables.map(({ name }) => name)).toEqual(providerNames);
});

describe.each(providerNames)('%s', (provider) => {
  const types = typesOf(provider);

  test('each row is of a type that the schema has', () => {
    const { resource_schemas, data_source_schemas } = schemaOf(provider);
    const missing = Object.keys(types).filter((type) => !(type in resource_schemas) && !(type in data_source_schemas));
    expect(missing).toEqual([]);
  });

  test('each attribute that its rows ask for is in the schema, and can be what they take it for', () => {
    const unexplained = [...problemsOf(provider)].filter(([read]) => excused[read] === undefined);
    expect(unexplained.map(([read, problem]) => `${read}: ${problem}`)).toEqual([]);
  });

  test('each type that its code names is a row', () => {
    const named = [...sourceOf(provider).matchAll(new RegExp(`'(${provider}_\\w+)'`, 'g'))].map(
      ([, name = '']) => name,
    );
    const args = objectOf(schemaOf(provider).provider_schema.block)[1];
    expect(named.filter((name) => !(name in types) && !(name in args))).toEqual([]);
  });

  test('each type that can be managed has a Pulumi token, and no other has', () => {
    const tokens = Object.entries(types).filter(([, { pulumi }]) => pulumi.length > 0);
    const managed = Object.keys(types).filter(
      (type) => type in schemaOf(provider).resource_schemas && !isFormer(provider, type),
    );
    expect(tokens.map(([type]) => type)).toEqual(managed);
  });
});

test('nothing is excused that needs no excuse', () => {
  const problems = providerNames.flatMap((provider) => [...problemsOf(provider).keys()]);
  expect(Object.keys(excused).filter((read) => !problems.includes(read))).toEqual([]);
  const asked = new Set(graphReads.map(({ method, path }) => `${method} ${path}`));
  const listed = Object.entries(askedOfAll).flatMap(([method, paths]) => paths.map((path) => `${method} ${path}`));
  expect(listed.filter((read) => !asked.has(read))).toEqual([]);
});

test('attributes by which others name a resource are strings that the schema has', () => {
  for (const { name, types } of tables) {
    for (const [terraform, row] of Object.entries(types)) {
      for (const path of ['id', ...(row.identity ?? [])]) {
        const read: Read = { type: terraform, from: 'resource', method: 'string', path };
        expect([terraform, path, attributeProblem(read, known(terraform), schemaOf(name))]).toEqual([
          terraform,
          path,
          undefined,
        ]);
      }
    }
  }
});

test('no code of the tables that asks for an attribute was left unrun, so what it asks for is checked above', () => {
  const methods = [Attributes, Placer].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype));
  const asks = new RegExp(`\\.(?:${methods.join('|')})\\(|\\bindex\\.(?!ofTypes\\b)\\w+\\(`);
  const names = /(['"`])[a-z][a-z0-9]*(?:[._][a-z0-9]+)+\1/;
  expect(notRun.filter((text) => asks.test(text) || names.test(text))).toEqual([]);
});

describe.each(providerNames.filter(hasPulumiPackage))('the published Pulumi SDK of %s', (provider) => {
  const { resources } = loadPulumiTypes(provider);
  const rows = Object.entries(typesOf(provider)).flatMap(([terraform, { pulumi }]) =>
    pulumi.map((token) => ({ terraform, token })),
  );

  test('has each token', () => {
    expect(Object.keys(resources)).toEqual(rows.map(({ token }) => token).sort());
  });

  test('has the types of the rows under their tokens: nearly all attributes stand there as Lightbound spells them', () => {
    const others = rows.filter(({ terraform, token }) => {
      const attributes = objectOf(schemaOf(provider).resource_schemas[terraform]?.block ?? {})[1];
      const names = Object.keys(attributes).filter((name) => name !== 'id' && name !== 'timeouts');
      const inSdk = names.filter((name) => spelledType(resources[token], name) !== undefined);
      // Not all: a few are renamed by hand, and schema and SDK are of different versions.
      return inSdk.length < 0.8 * names.length;
    });
    expect(others).toEqual([]);
  });

  test('has each attribute that the rows ask a managed resource for', () => {
    const missing = readsOf(provider).flatMap(({ type, from, method, path }) => {
      const { terraform, row } = known(type);
      const schema = schemaOf(provider).resource_schemas[terraform];
      if (from !== 'resource' || path === 'id' || schema === undefined) return [];
      const inSchema = typeAtPath(objectOf(schema.block), path);
      if (inSchema === undefined || !canHold(method, inSchema)) return [];
      return row.pulumi
        .filter((token) => {
          const property = spelledType(resources[token], path);
          return property === undefined || !canHold(method, property);
        })
        .map((token) => `${token} ${path} as ${method}`);
    });
    expect(missing).toEqual([]);
  });
});

/** What stands at a Terraform path under the names that `Attributes` tries. */
function spelledType(type: CtyType | undefined, path: string): CtyType | undefined {
  return path.split('.').reduce<CtyType | undefined>((here, step) => {
    const found = here === undefined ? [] : pulumiSpellings(step).map((name) => typeAtPath(here, name));
    return found.find((one) => one !== undefined);
  }, type);
}

describe.each(providerNames.filter((name) => !hasPulumiPackage(name)))(
  '%s, of which Pulumi publishes no SDK',
  (provider) => {
    test('has the tokens that Pulumi makes by rule of any Terraform provider', () => {
      for (const [type, { pulumi }] of Object.entries(typesOf(provider))) expect(pulumi).toEqual([tokenByRule(type)]);
    });
  },
);

/**
 * `nsxt_policy_segment` -> `nsxt:index/policySegment:PolicySegment`, as `pulumi package add terraform-provider` does.
 * Source: pulumi-terraform-bridge, `tokens.SingleModule(prefix, "index", tokens.MakeStandard(name))` in dynamic/info.go and
 * `MakeStandard`, "(pkg, module, name) => pkg:module/lowerFirst(name):name", in pkg/tfbridge/tokens/tokens.go.
 */
function tokenByRule(type: string): string {
  const [provider = '', ...words] = type.split('_');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return `${provider}:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}
