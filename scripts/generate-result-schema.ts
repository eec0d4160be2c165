import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { helpAddress } from '../lib/findings/help-address';

const root = join(__dirname, '..');

/** Text of `schemas/lightbound.result.schema.json`: what the TypeScript type of a result says, as JSON Schema. */
export const resultSchemaJson = (): string =>
  schemaJson('lib/findings/run-result.ts', 'RunResult', 'lightbound.result.schema.json', 'Result of a Lightbound run');

/** The same for what `lightbound link --format json` writes. */
export const linkSchemaJson = (): string =>
  schemaJson('lib/link/link-record.ts', 'LinkRecord', 'lightbound.link.schema.json', 'Record of a link by Lightbound');

function schemaJson(path: string, type: string, file: string, title: string): string {
  const generator = createGenerator({
    path: join(root, path),
    tsconfig: join(root, 'tsconfig.json'),
    type,
    // Types are checked by `npm run types`; here a fault elsewhere in the tree must not stop the generator.
    skipTypeCheck: true,
    topRef: false,
    additionalProperties: false,
    sortProps: false,
  });
  const { $schema, definitions, ...schema } = generator.createSchema(type);
  const $id = helpAddress(`schemas/${file}`);
  return `${JSON.stringify({ $schema, $id, title, ...schema, definitions }, null, 2)}\n`;
}
