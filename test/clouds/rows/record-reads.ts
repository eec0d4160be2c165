import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noDeclarations, type Declarations } from '../../../lib/declarations/declarations';
import { compileMatchers } from '../../../lib/declarations/match';
import { readFacts } from '../../../lib/declarations/read-facts';
import { readDocument } from '../../../lib/documents/read-document';
import { buildGraph } from '../../../lib/placing/build-graph';
import { Placer } from '../../../lib/placing/placer';
import { TypeCatalogue, type ProviderTable } from '../../../lib/placing/provider-table';
import { ResourceIndex } from '../../../lib/placing/resource-index';
import { SiteRegistry } from '../../../lib/placing/site-registry';
import type { RawResource } from '../../../lib/resources/raw-resource';
import { isProviderName, loadProviderSchema } from '../../schemas/provider-schema';
import { objectOf } from '../../schemas/type-at-path';
import { CodeWatch } from './code-watch';
import { holdingPlans } from './holding-plans';
import { maskedPlans } from './mask-plan';
import { violatingPlans } from './violating-plans';
import { ReadRecorder, type Read } from './read-recorder';
import { ResourcesFromSchema, type Filling, type World } from './resources-from-schema';
import { sourceOf } from './table-source';

export interface Recording {
  readonly tables: readonly ProviderTable[];
  /** What the hints of a row ask its own resource for. */
  readonly hintReads: readonly Read[];
  /** What is asked while a graph is built, whoever asks. */
  readonly graphReads: readonly Read[];
  /** Compiled texts of the pieces of the tables' code that never ran. */
  readonly notRun: readonly string[];
}

const root = join(__dirname, '../../..');

/** A text that is an id, a name, a host and a policy path with a site in it. */
const text = '/infra/sites/here/x';
const usual = { text, flag: true, number: 1 };

const fillings: readonly Filling[] = [usual, { text, flag: false, number: 0 }, 'later'];

/** Asks for names and tags, and finds a site for whatever is asked for by name. */
const everything = readFacts(
  "{ sites: { here: { match: [{ name: '*' }, { tag: { site: here } }] } }, workloads: { all: { match: [{ tag: { tier: all } }] } } }",
  'facts',
).declarations;

/** Runs every row over resources of all that its schema allows and over the recorded documents. */
export function recordReads(): Recording {
  const watch = CodeWatch.start();
  const { providerTables } = jest.requireActual<typeof import('../../../lib/clouds/provider-tables')>(
    '../../../lib/clouds/provider-tables',
  );
  const recorder = new RowRecorder(providerTables);
  recorder.runTables();
  recorder.runDocuments();
  recorder.runSmallPlans();
  return { tables: providerTables, ...recorder.reads(), notRun: watch.stop('/lib/clouds/') };
}

/** Runs the rows of some tables and notes what they ask for. */
export class RowRecorder {
  private readonly byHints = new ReadRecorder();
  private readonly byGraph = new ReadRecorder();
  private readonly catalogue: TypeCatalogue;

  constructor(private readonly tables: readonly ProviderTable[]) {
    this.catalogue = new TypeCatalogue(tables);
  }

  reads(): Pick<Recording, 'hintReads' | 'graphReads'> {
    return { hintReads: this.byHints.reads(), graphReads: this.byGraph.reads() };
  }

  runTables(): void {
    for (const table of this.tables) this.runTable(table);
  }

  private runTable(table: ProviderTable): void {
    if (!isProviderName(table.name)) throw new Error(`test/schemas has no schema of provider ${table.name}`);
    const schema = loadProviderSchema(table.name);
    const resources = new ResourcesFromSchema(table, schema);
    const run = (world: World): void => this.build(resources.of(world), noDeclarations);
    for (const mode of ['managed', 'data'] as const) {
      for (const filling of fillings) this.runAll(resources.of({ mode, filling }));
    }
    const types = Object.keys(table.types);
    for (const withoutType of types) {
      run({ mode: 'managed', filling: usual, withoutType });
      run({ mode: 'managed', filling: 'later', withoutType });
    }
    // Words that the code compares with decide what it reads next.
    for (const word of wordsIn(table.name)) run({ mode: 'managed', filling: { ...usual, text: word } });
    for (const type of types) {
      const { block = {} } = schema.resource_schemas[type] ?? schema.data_source_schemas[type] ?? {};
      const attributes = objectOf(block)[1];
      for (const attribute of this.asked(type).filter((one) => one in attributes)) {
        run({ mode: 'managed', filling: usual, except: { type, attribute, as: 'absent' } });
        // Where a reference may mean two types it means neither.
        if (Array.isArray(attributes[attribute])) {
          for (const withoutType of types) {
            run({ mode: 'managed', filling: usual, withoutType, except: { type, attribute, as: 'absent' } });
          }
        }
        for (const drawsOnNothing of [false, true]) {
          run({ mode: 'managed', filling: usual, drawsOnNothing, except: { type, attribute, as: 'later' } });
        }
        run({ mode: 'managed', filling: usual, isTwice: true, except: { type, attribute, as: 'later' } });
      }
    }
  }

  runDocuments(): void {
    const folder = join(root, 'test/fixtures');
    const isDocument = /^(plans\/[^/]+\/plan[^/]*|pulumi\/[^/]+\/(preview|export)[^/]*)\.json$/;
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!isDocument.test(path)) continue;
      const bytes = readFileSync(join(folder, path));
      const { resources } = readDocument({ path, bytes }, (type) => this.catalogue.find(type) !== undefined);
      this.runAll(resources);
    }
  }

  /** Of which the last value that decides is hidden as well. */
  runSmallPlans(): void {
    for (const { plan } of [...violatingPlans, ...holdingPlans]) {
      for (const one of [plan, ...[...maskedPlans(plan, ['known after apply'])].map((masked) => masked.plan)]) {
        const document = { path: 'plan.json', bytes: Buffer.from(JSON.stringify(one)) };
        const { resources } = readDocument(document, (type) => this.catalogue.find(type) !== undefined);
        this.build(resources, noDeclarations);
      }
    }
  }

  private runAll(resources: readonly RawResource[]): void {
    for (const declarations of [noDeclarations, everything]) {
      this.build(resources, declarations);
      this.askHints(resources, declarations);
    }
  }

  private build(resources: readonly RawResource[], declarations: Declarations): void {
    buildGraph(
      resources.map((resource) => this.byGraph.watch(resource)),
      declarations,
      this.catalogue,
    );
  }

  /** Placing stops at the first hint that knows; here each is asked. */
  private askHints(resources: readonly RawResource[], declarations: Declarations): void {
    const registry = new SiteRegistry(declarations, compileMatchers(declarations));
    const placer = new Placer(registry, new ResourceIndex(resources, this.catalogue), this.catalogue);
    for (const resource of resources) {
      const watched = this.byHints.watch(resource);
      for (const hint of this.catalogue.find(resource.type)?.row.place ?? []) hint(watched, placer);
    }
  }

  /** The top-level attributes that resources of a type were asked for until now. */
  private asked(type: string): readonly string[] {
    const reads = [...this.byHints.reads(), ...this.byGraph.reads()].filter(
      (read) => read.type === type && read.from === 'resource',
    );
    return [...new Set(reads.map(({ path }) => path.replace(/\..*/, '')))];
  }
}

/** Single words in quotes in a table's own files. */
const wordsIn = (table: string): readonly string[] => [
  ...new Set([...sourceOf(table).matchAll(/'([A-Za-z]+(?:_VC)?)'/g)].map(([, word = '']) => word)),
];
