import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';

const root = join(__dirname, '..');

/** Text of `schemas/lightbound.result.schema.json`: what the TypeScript type of a result says, as JSON Schema. */
export function resultSchemaJson(): string {
  const generator = createGenerator({
    path: join(root, 'lib/findings/run-result.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    type: 'RunResult',
    // Types are checked by `npm run types`; here a fault elsewhere in the tree must not stop the generator.
    skipTypeCheck: true,
    topRef: false,
    additionalProperties: false,
    sortProps: false,
  });
  const { $schema, definitions, ...schema } = generator.createSchema('RunResult');
  const titled = {
    $schema,
    $id: 'lightbound.result.schema.json',
    title: 'Result of a Lightbound run',
    ...schema,
    definitions,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
