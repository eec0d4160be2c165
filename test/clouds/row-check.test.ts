import { providerAddress, providerRegion, regionAttribute } from '../../lib/placing/place-hints';
import { TypeCatalogue, type ProviderTable, type TypeRow } from '../../lib/placing/provider-table';
import { loadProviderSchema } from '../schemas/provider-schema';
import { attributeProblem } from './rows/attribute-problem';
import { CodeWatch } from './rows/code-watch';
import { RowRecorder } from './rows/record-reads';

/* That the check of the provider rows finds what it is for. */

const schema = loadProviderSchema('vsphere');

/** What is wrong with what a row of `vsphere_compute_cluster` asks for, besides what is asked of every resource. */
function problems(row: Partial<TypeRow>): readonly string[] {
  const table: ProviderTable = { name: 'vsphere', types: { vsphere_compute_cluster: { pulumi: [], ...row } } };
  const type = new TypeCatalogue([table]).find('vsphere_compute_cluster')!;
  const recorder = new RowRecorder([table]);
  recorder.runTables();
  const { hintReads, graphReads } = recorder.reads();
  const usual = ['id', 'name', 'display_name', 'hostname', 'tag', 'tags', 'tags_all', 'labels', 'custom_attributes'];
  const found = [...hintReads, ...graphReads.filter(({ path }) => !usual.includes(path))].flatMap((read) => {
    const problem = attributeProblem(read, type, schema);
    return problem === undefined ? [] : [`${read.path} ${problem}`];
  });
  return [...new Set(found)];
}

test.each<{ name: string; row: Partial<TypeRow>; found: readonly string[] }>([
  {
    name: 'a hint with an attribute that the type lacks',
    row: { place: [regionAttribute('regio', 'vsphere')] },
    found: ['regio is not in the schema'],
  },
  {
    name: 'each hint, although the first one knows the place',
    row: { place: [regionAttribute('name', 'vsphere'), regionAttribute('regio', 'vsphere')] },
    found: ['regio is not in the schema'],
  },
  {
    name: 'an argument that the provider lacks',
    row: { place: [providerRegion('vsphere')] },
    found: ['region is not in the schema'],
  },
  {
    name: 'an argument of the provider that is never handed out',
    row: { place: [providerAddress('user')] },
    found: ['user is an argument of the provider that is never handed out'],
  },
  {
    name: 'an attribute taken for what it never is',
    row: { read: ({ attributes }) => void attributes.string('host_system_ids') },
    found: ['host_system_ids is [["set","string"]] there'],
  },
  {
    name: 'what a block is asked for',
    row: {
      read({ attributes }) {
        const blocks = attributes.blocks('vsan_stretched_cluster');
        for (const block of blocks.known ? blocks.value : []) block.string('witness');
      },
    },
    found: ['vsan_stretched_cluster.witness is not in the schema'],
  },
  {
    name: 'what is only read once another value is known after apply',
    row: {
      read({ attributes }) {
        if (attributes.hasLater('host_system_ids') && attributes.boolean('drs_enabled').known) attributes.has('spare');
      },
    },
    found: ['spare is not in the schema'],
  },
  {
    name: 'nothing where all is as the schema has it',
    row: {
      place: [regionAttribute('datacenter_id', 'vsphere')],
      read: ({ attributes }) => void attributes.strings('vsan_stretched_cluster.preferred_fault_domain_host_ids'),
    },
    found: [],
  },
])('finds $name', ({ row, found }) => {
  expect(problems(row)).toEqual(found);
});

test('tells which code did not run', () => {
  const half = (ran: boolean): string => (ran ? 'this ran' : 'this did not run');
  const watch = CodeWatch.start();
  half(true);
  const left = watch.stop('/row-check.test.ts').join('\n');
  expect(left).toContain('this did not run');
  expect(left).not.toContain('this ran');
});
