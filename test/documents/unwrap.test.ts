import { gzipSync } from 'node:zlib';
import { check } from '../../lib/check';
import { noDeclarations } from '../../lib/declarations/declarations';
import { documentsIn, isOurs, readDocument } from '../../lib/documents/read-document';
import type { Reading } from '../../lib/resources/document';
import { changeOf, planOf } from './fixtures';

/** A gibibyte of zeros and one: equal members, one after the other. */
function bomb(): Buffer {
  const part = gzipSync(Buffer.alloc(2 ** 24), { level: 9 });
  return Buffer.concat(Array.from({ length: 65 }, () => part));
}

const plan = (name = 'ä'): string => JSON.stringify(planOf([changeOf(`aws_vpc.${name}`, { after: { id: name } })]));

const read = (bytes: Uint8Array | string): Reading => readDocument({ path: 'p.json', bytes: Buffer.from(bytes) });

const addresses = ({ resources }: Reading): readonly string[] => resources.map(({ ref }) => ref.address);

const littleEndian = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

/** As `core.debug` writes them: each message on one line. */
const debugged = (text: string, code: number): string =>
  [`Terraform exited with code ${code}.`, `stdout: ${text}%0A`, 'stderr: ', `exitcode: ${code}`]
    .map((message) => `::debug::${message}\n`)
    .join('');

describe('what stands around the JSON is undone, and said', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['UTF-16, little-endian, as PowerShell writes it', littleEndian(plan()), 'read as UTF-16'],
    ['UTF-16, big-endian', littleEndian(plan()).swap16(), 'read as UTF-16'],
    ['gzip', gzipSync(plan()), 'decompressed (gzip)'],
    [
      'the command that setup-terraform writes',
      `[command]/opt/terraform-bin show -json p\n${plan()}\n`,
      'read without what setup-terraform wrote around it',
    ],
    [
      'the debug commands that setup-terraform 1 and 2 write after it, where its first line was removed',
      `${plan()}\n${debugged(plan(), 0)}`,
      'read without the 4 lines that setup-terraform wrote after it',
    ],
    [
      'its outputs as commands, where the runner has no file for them',
      `${plan()}\r\n\r\n::set-output name=stdout::${plan()}%0A\r\n\r\n::set-output name=stderr::\r\n\r\n::set-output name=exitcode::2\r\n`,
      'read without the 3 lines that setup-terraform wrote after it',
    ],
    [
      'the lines of Pulumi on policy packs',
      `Installing policy pack a 0.1.0...\nFinished installing policy pack\n\nInstalling policy pack b 1.0.0...\r\nFinished installing policy pack\n\n${plan()}`,
      'read without what Pulumi wrote around it',
    ],
    [
      'the prefix of Terragrunt',
      `09:32:46.963 STDOUT terraform: ${plan()}\n`,
      'read without what Terragrunt wrote around it',
    ],
    [
      'the prefix of Terragrunt with a folder, between its own lines',
      `09:32:46.963 INFO   Downloading\n09:32:46.963 STDOUT [net/prod] tofu: ${plan()}\n09:32:46.970 INFO   Done\n`,
      'read without what Terragrunt wrote around it',
    ],
    [
      "the prefix of Terragrunt's earlier versions",
      `[/home/a/zone] ${plan()}`,
      'read without what Terragrunt wrote around it',
    ],
  ])('%s', (_, bytes, remark) => {
    const reading = read(bytes);
    expect(addresses(reading)).toEqual(['aws_vpc.ä']);
    expect(reading.remarks).toEqual([remark]);
    expect(isOurs({ path: 'p.json', bytes: Buffer.from(bytes) })).toBe(true);
  });

  test('all that setup-terraform 2 writes, before and after', () => {
    const outputs = `\n::set-output name=stdout::${plan()}%0A\n\n::set-output name=stderr::\n\n::set-output name=exitcode::0\n`;
    const reading = read(`[command]/usr/bin/terraform show -json p\n${plan()}\n\n${debugged(plan(), 0)}${outputs}`);
    expect([addresses(reading), reading.remarks]).toEqual([
      ['aws_vpc.ä'],
      [
        'read without what setup-terraform wrote around it',
        'read without the 7 lines that setup-terraform wrote after it',
      ],
    ]);
  });

  test('gzip of UTF-16', () => {
    expect(read(gzipSync(littleEndian(plan()))).remarks).toEqual(['decompressed (gzip)', 'read as UTF-16']);
  });

  test.each<[string, Uint8Array | string, RegExp]>([
    ['gzip of much more than a plan packs into it', bomb(), /is gzip that unpacks to more than \d+ MiB; decompress it/],
    ['gzip that is cut off', gzipSync(plan()).subarray(0, 60), /is gzip that cannot be decompressed/],
    ['any other text before it', `Refreshing state...\n${plan()}`, /is not valid JSON/],
    ['commands of a terraform that failed', `${plan()}\n${debugged(plan(), 1)}`, /has text after the end of the JSON/],
    [
      'any other command after it',
      `${plan()}\n::debug::hello\n`,
      /text after the end .*; give the JSON alone: .*`terraform show -json FILE > plan\.json`/,
    ],
    ['any other text between both', `${plan()}\nhello\n${debugged(plan(), 0)}`, /give the JSON alone/],
    ['UTF-16 without a mark', Buffer.from(plan(), 'utf16le'), /is UTF-16 text/],
  ])('but not %s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(message);
  });

  test('nothing is said of a plain document', () => {
    expect(read(plan()).remarks).toEqual([]);
  });
});

describe('one document a line', () => {
  const lines = (...texts: readonly string[]) => ({ path: 'all.jsonl', bytes: Buffer.from(texts.join('\n')) });
  const judged = (...texts: readonly string[]) =>
    check({ documents: [lines(...texts)], declarations: noDeclarations, rules: [], version: '0', today: '2026-01-01' });

  test('is read line by line, known by its line', () => {
    const { inputs, errors } = judged(plan('a'), '', plan('b'), '');
    expect(inputs.map(({ path, resources }) => [path, resources])).toEqual([
      ['all.jsonl:1', 1],
      ['all.jsonl:3', 1],
    ]);
    expect(errors).toEqual([]);
  });

  test('of which one is broken costs the others nothing', () => {
    const { inputs, errors } = judged(plan('a'), '{"broken":', plan('b'));
    expect(inputs.map(({ path }) => path)).toEqual(['all.jsonl:1', 'all.jsonl:3']);
    expect(errors).toMatchObject([{ kind: 'input', where: 'all.jsonl:2' }]);
  });

  test('of log lines is refused once', () => {
    const log = JSON.stringify({ '@level': 'info', '@message': 'Plan: 1 to add' });
    expect(judged(log, log, log).errors).toMatchObject([{ message: expect.stringContaining('a stream of log lines') }]);
  });

  test('is no document with line breaks inside', () => {
    const spread = { path: 'p.json', bytes: Buffer.from(JSON.stringify(JSON.parse(plan()), null, 2)) };
    expect(documentsIn(spread)).toEqual([spread]);
  });
});

test('of a file of which very many lines are broken a hundred are told, and how many more', () => {
  const bytes = Buffer.from(`${plan()}\n${'{}\n'.repeat(500)}`);
  const request = { declarations: noDeclarations, rules: [], version: 'test', today: '2026-01-01' };
  const { inputs, errors } = check({ ...request, documents: [{ path: 'p.json', bytes }] });
  expect(inputs).toHaveLength(1);
  expect(errors).toHaveLength(101);
  expect(errors.at(-1)).toEqual({ kind: 'input', where: 'p.json', message: 'and 400 more errors' });
});
