import type { RunResult } from '../findings/run-result';
import { escapeJson } from './escape';

/** The whole result for machines; `schemas/lightbound.result.schema.json` describes it. */
export const json = (result: RunResult): string => `${escapeJson(JSON.stringify(result, null, 2))}\n`;
