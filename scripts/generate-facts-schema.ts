import * as z from 'zod/mini';
import { factsSchema } from '../lib/declarations/facts-schema';
import { fileAddress } from '../lib/findings/file-address';

/** The JSON Schema of `lightbound.yaml` for editors, from the definition that the reader checks by. */
export function factsSchemaJson(): string {
  const { $schema, ...schema } = z.toJSONSchema(factsSchema, { target: 'draft-2020-12', io: 'input' });
  const $id = fileAddress('schemas/lightbound.facts.schema.json');
  return `${JSON.stringify({ $schema, $id, title: 'lightbound.yaml', ...schema }, null, 2)}\n`;
}
