import type { OptionsRecord } from '../link/options-record';
import { escapeJson } from './escape';

/** The whole record for machines; `schemas/lightbound.options.schema.json` describes it. */
export const optionsJson = (record: OptionsRecord): string => `${escapeJson(JSON.stringify(record, null, 2))}\n`;
