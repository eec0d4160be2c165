import { join } from 'node:path';
import * as ts from 'typescript';
import { createFormatter, createParser, DEFAULT_CONFIG, SchemaGenerator } from 'ts-json-schema-generator';
import { fileAddress } from '../lib/findings/file-address';

const root = join(__dirname, '..');

/** Text of `schemas/lightbound.result.schema.json`: what the TypeScript type of a result says, as JSON Schema. */
export const resultSchemaJson = (): string =>
  schemaJson('RunResult', 'lightbound.result.schema.json', 'Result of a Lightbound run');

/** The same for what `lightbound link --format json` writes. */
export const linkSchemaJson = (): string =>
  schemaJson('LinkRecord', 'lightbound.link.schema.json', 'Record of a link by Lightbound');

/** The same for what `lightbound options --format json` writes. */
export const optionsSchemaJson = (): string =>
  schemaJson('OptionsRecord', 'lightbound.options.schema.json', 'Record of options by Lightbound');

function schemaJson(type: string, file: string, title: string): string {
  const { $schema, definitions, ...schema } = generator().createSchema(type);
  const $id = fileAddress(`schemas/${file}`);
  return `${JSON.stringify({ $schema, $id, title, ...schema, definitions }, null, 2)}\n`;
}

let made: SchemaGenerator | undefined;

/** One for all types: most of the time goes into reading them. */
const generator = (): SchemaGenerator => (made ??= makeGenerator());

function makeGenerator(): SchemaGenerator {
  const config = { ...DEFAULT_CONFIG, topRef: false, additionalProperties: false, sortProps: false };
  const program = typeProgram(['lib/findings/run-result.ts', 'lib/link/link-record.ts', 'lib/link/options-record.ts']);
  return new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
}

/** Types are checked by `npm run types`; here they are only read, and those of Node and of the tests are not needed. */
function typeProgram(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    readonly config?: { readonly compilerOptions?: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config?.compilerOptions, root);
  return ts.createProgram(
    files.map((file) => join(root, file)),
    { ...options, types: [] },
  );
}
