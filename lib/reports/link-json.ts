import type { LinkRecord } from '../link/link-record';
import { escapeJson } from './escape';

/** The whole record for machines; `schemas/lightbound.link.schema.json` describes it. */
export const linkJson = (record: LinkRecord): string => `${escapeJson(JSON.stringify(record, null, 2))}\n`;
