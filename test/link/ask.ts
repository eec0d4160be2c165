import { askLink } from '../../lib/link/ask-link';
import type { LinkRecord } from '../../lib/link/link-record';
import { readLink } from '../../lib/link/read-options';

type Written = Readonly<Record<string, string | boolean>>;

/** The lines that say what is wrong with places and options. */
export const complaintsOf = (from: string, to: string, written: Written): readonly string[] =>
  readLink(from, to, written).errors.map(({ where, message }) => `${where}: ${message}`);

/** The record of a link, which must be one that can be read. */
export function recordOf(from: string, to: string, written: Written, map = false): LinkRecord {
  const answer = askLink(from, to, written, { tool: { name: 'lightbound', version: '1.2.3' }, map });
  if ('errors' in answer) throw new Error(answer.errors.map(({ message }) => message).join('\n'));
  return answer.record;
}

/**
 * Vienna - Dublin at 31 ms and 10 Gbit/s, 64 GiB at 200 MiB/s; with a window that fills the link and no loss, so that nothing is
 * in doubt.
 */
export const dublin = {
  rtt: '31 ms',
  bandwidth: '10 Gbit/s',
  share: '100 %',
  window: '1 GiB',
  loss: '0 %',
  memory: '64 GiB',
  dirtyRate: '200 MiB/s',
} as const;

export const toDublin = (written: Written = {}, map = false): LinkRecord =>
  recordOf('VIE', 'DUB', { ...dublin, ...written }, map);

/** The question without one of its inputs. */
export function withoutInput(name: keyof typeof dublin, written: Written = {}): LinkRecord {
  const { [name]: _, ...rest } = dublin;
  return recordOf('VIE', 'DUB', { ...rest, ...written });
}
