import * as z from 'zod/mini';
import { declaredProducts, productRow, type Product } from '../reference/product';
import { list, mapping, mustBe, named, text, word } from './fact-fields';
import { link } from './link-schema';
import { site } from './site-schema';
import { versionComplaint } from './version-complaint';
import { checkDefaults } from './check-defaults';
import { waiver } from './waiver-schema';
import { workload } from './workload-schema';

/** The one definition of `lightbound.yaml`: the reader checks by it, and the JSON Schema for editors is made from it. */

const ID = '^[^\\s/\\u0000-\\u001f\\u007f-\\u009f]+(?: [^\\s/\\u0000-\\u001f\\u007f-\\u009f]+)*$';
const id = (noun: string) =>
  text(noun, { description: noun, pattern: ID, maxLength: 64 }, (written) =>
    new RegExp(ID, 'u').test(written) && written.length <= 64
      ? undefined
      : 'must be a name of up to 64 characters, without slashes, control characters or spaces around it',
  );

const version = (product: Product) =>
  z.optional(
    text(
      'a version',
      {
        description: `Version of ${productRow(product).title}, in quotes`,
        examples: ['8.0'],
        pattern: '^[vV]?\\d',
        maxLength: 64,
      },
      (written) => versionComplaint(product, written),
    ),
  );

const platforms = mapping(Object.fromEntries(declaredProducts.map((product) => [product, version(product)])), {
  description: 'Versions of the platforms; limits depend on them',
});

const level = word(['error', 'warning', 'note', 'off'], 'Level of the rule');

const rule = z
  .union(
    [
      level,
      mapping(
        {
          level: z.optional(level),
          waivable: z.optional(
            z
              .boolean({ error: ({ input }) => mustBe('true or false', input) })
              .check(z.meta({ description: 'Whether findings of the rule can be waived' })),
          ),
          options: z.optional(
            named(z.string(), z.unknown(), 'a mapping of options', {
              description: 'Options as the page of the rule lists them',
            }),
          ),
        },
        { description: 'Level, options, and whether findings can be waived' },
      ),
    ],
    {
      error: ({ input }) => mustBe('a level, or a mapping with level, options and waivable', input),
    },
  )
  .check(z.meta({ description: 'Level of the rule, or level and options' }));

const links = list(link, 'a list, each entry beginning with - between', { description: 'Links between sites' });

const rules = named(id('Id of a rule'), rule, 'a mapping of rules by id', {
  description: 'Levels and options of rules by id',
});

const base = text('a file, a package or a preset', {
  description: 'A file (./base.yaml), a package in node_modules, or a preset (lightbound:strict)',
  examples: ['./base.yaml', '@acme/lightbound-config', 'lightbound:strict'],
  minLength: 1,
});

const environment = mapping(
  { links: z.optional(links), rules: z.optional(rules) },
  { description: 'What holds in one environment, over what the file says' },
);

export const factsSchema = mapping(
  {
    version: z.optional(
      z
        .literal(1, { error: 'must be 1, the only version of this file there is' })
        .check(z.meta({ description: 'Version of this format' })),
    ),
    extends: z.optional(
      z
        .union(
          [base, list(base, 'a list of files, packages and presets', { description: 'The later one goes over' })],
          {
            error: ({ input }) => mustBe('a file, a package or a preset, or a list of these', input),
          },
        )
        .check(z.meta({ description: 'What this file goes over' })),
    ),
    environments: z.optional(
      named(id('Name of an environment'), environment, 'a mapping of environments by name', {
        description: 'Links, levels and options by environment',
      }),
    ),
    sites: z.optional(
      named(id('Name of a site'), site, 'a mapping of sites by name', { description: 'Sites by name' }),
    ),
    links: z.optional(links),
    workloads: z.optional(
      named(id('Name of a class'), workload, 'a mapping of classes by name', {
        description: 'Classes of machines by name',
      }),
    ),
    platforms: z.optional(platforms),
    rules: z.optional(rules),
    locked: z.optional(
      list(text('the id of a rule', { description: 'Id of a rule, or all' }), 'a list of ids of rules', {
        description: 'Rules that a work tree, an extending file and a policy-pack configuration cannot set, nor waive',
      }),
    ),
    plugins: z.optional(
      list(text('a file', { description: 'A module that exports rules, relative to this file' }), 'a list of files', {
        description: 'Rules of your own; they run with the rights of whoever runs the check',
      }),
    ),
    check: z.optional(checkDefaults),
    waivers: z.optional(
      list(waiver, 'a list, each entry beginning with - rule', { description: 'Findings that somebody accepts' }),
    ),
  },
  { description: 'What people declare to Lightbound: sites, links, workloads, platform versions, rule levels' },
);

export type WrittenFacts = z.infer<typeof factsSchema>;
