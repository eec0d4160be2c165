import { createHash } from 'node:crypto';
import { InvalidArgumentError } from 'commander';

/** One of several equal parts of the work, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** More parts than anybody has machines. */
const most = 10_000;

/** Reads `3/8`. @throws InvalidArgumentError */
export function readShard(text: string): Shard {
  const [, index = '', count = ''] = /^(\d{1,5})\/(\d{1,5})$/u.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (index === '' || shard.index < 1 || shard.index > shard.count || shard.count > most) {
    throw new InvalidArgumentError('Write a part and how many there are, such as 3/8.');
  }
  return shard;
}

/** Whether a folder belongs to a part: always the same one, whatever other folders there are. All files of a folder stay together. */
export function isInShard(folder: string, { index, count }: Shard): boolean {
  const digest = createHash('sha256').update(folder).digest();
  return digest.readUInt32BE(0) % count === index - 1;
}
