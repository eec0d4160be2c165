import { fileAddress } from '../findings/file-address';
import { amendFacts, type Amended } from './amend-facts';
import { draftEntries } from './draft-entries';
import type { FactsDraft } from './facts-draft';
import { yamlComment } from './yaml-text';

/** An address, so that editors find it where no `node_modules` is. */
const schema = fileAddress('schemas/lightbound.facts.schema.json');

/** How a facts file begins. */
export const factsHeader = [
  `# yaml-language-server: $schema=${schema}`,
  '# What the infrastructure does not state. Written by `lightbound init`.',
  'version: 1',
  '',
].join('\n');

/** A first `lightbound.yaml` that `readFacts` accepts: what findings hang on, as fields to be uncommented and filled in. */
export function writeFacts(draft: FactsDraft): string {
  const { text } = amendFacts(factsHeader, draftEntries(draft));
  return `${text}${beyondLines(draft)}`;
}

/** The same added to a facts file that the reader accepts; what stands in it stays. */
export const addFacts = (text: string, draft: FactsDraft): Amended => amendFacts(text, draftEntries(draft));

/** So many are named. */
const most = 8;

function beyondLines({ beyond }: FactsDraft): string {
  if (beyond.length === 0) return '';
  const more = beyond.length > most ? [yamlComment(`  and ${beyond.length - most} more`)] : [];
  const lines = [
    '# What this file cannot state, and findings hang on:',
    ...beyond.slice(0, most).map((text) => yamlComment(`  ${text}`)),
    ...more,
  ];
  return `\n${lines.join('\n')}\n`;
}
