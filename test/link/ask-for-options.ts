import { askOptions } from '../../lib/link/ask-options';
import type { OptionAnswer, OptionId, OptionsColumn, OptionsRecord } from '../../lib/link/options-record';

type Written = Readonly<Record<string, string | boolean>>;

const tool = { name: 'lightbound', version: '1.2.3' };

/** The record of options, which must be ones that can be read. */
export function optionsOf(from: string, to: string, written: Written, also: readonly string[] = []): OptionsRecord {
  const answer = askOptions(from, to, written, also, tool);
  if ('errors' in answer) throw new Error(answer.errors.map(({ where, message }) => `${where}: ${message}`).join('\n'));
  return answer.record;
}

/** The lines that say what is wrong. */
export function optionComplaints(written: Written, also: readonly string[] = []): readonly string[] {
  const answer = askOptions('VIE', 'DUB', written, also, tool);
  return 'errors' in answer ? answer.errors.map(({ where, message }) => `${where}: ${message}`) : [];
}

/** What a column says of an option. */
export function optionIn({ options }: OptionsColumn, id: OptionId): OptionAnswer {
  const found = options.find((option) => option.id === id);
  if (found === undefined) throw new Error(`${id} is not among the options`);
  return found;
}

/** What the link as asked says of an option. */
export const option = (record: OptionsRecord, id: OptionId): OptionAnswer => optionIn(record.columns[0]!, id);

/** Vienna - Dublin at 31 ms and 1 Gbit/s, a machine of 64 GiB with a disk of 2 TB, and everything that is asked for. */
export const viennaDublin = {
  rtt: '31 ms',
  bandwidth: '1 Gbit/s',
  share: '100 %',
  window: '16 MiB',
  loss: '0 %',
  memory: '64 GiB',
  dirtyRate: '200 MiB/s',
  disk: '2 TB',
  diskChurn: '5 MiB/s',
  sinceSync: '5 min',
  rpo: '5 min',
  rto: '15 min',
  stopTime: '20 s',
  startTime: '60 s',
  dnsTime: '60 s',
  platform: 'vmotion@8',
  storage: 'vsan@8',
} as const;

/** Frankfurt - Virginia: 89 ms and 10 Gbit/s, with a window that fills it. */
export const frankfurtVirginia = { ...viennaDublin, rtt: '89 ms', bandwidth: '10 Gbit/s', window: '128 MiB' } as const;

/** A question without some of its inputs. */
export const without = (written: Written, ...names: readonly string[]): Written =>
  Object.fromEntries(Object.entries(written).filter(([name]) => !names.includes(name)));
