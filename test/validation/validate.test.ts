import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Cleanup } from '../../validation/cleanup';
import { parseOptions, usage, UsageError } from '../../validation/options';
import { parseCounters, rateBetween } from '../../validation/qemu/counters';
import { exitCodes } from '../../validation/validate';

describe('options', () => {
  it.each([
    [['--points', '12'], { kind: 'gate', count: 12, link: 'relay' }],
    [['--points', '3', '--link', 'tun', '--out', 'a.csv'], { kind: 'gate', count: 3, link: 'tun', out: 'a.csv' }],
    [['--sweep'], { kind: 'sweep', link: 'tun' }],
    [['--compare'], { kind: 'compare' }],
    [['--compare', 'a.csv'], { kind: 'compare', file: 'a.csv' }],
    [['--report'], { kind: 'report' }],
  ])('%j', (args, task) => {
    expect(parseOptions(args, 12)).toEqual(task);
  });

  it.each([
    [[], 'one of --points, --sweep, --compare and --report is needed'],
    [['--sweep', '--compare'], 'one of --points, --sweep, --compare and --report is needed'],
    [['--points', '13'], '--points takes a number from 1 to 12'],
    [['--points', 'many'], '--points takes a number from 1 to 12'],
    [['--sweep', '--link', 'veth'], '--link is relay or tun, not veth'],
    [['--sweep', 'a.csv'], 'unexpected: a.csv'],
    [['--report', 'a.csv'], 'unexpected: a.csv'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args, 12)).toThrow(UsageError);
    expect(() => parseOptions(args, 12)).toThrow(message);
  });
});

describe('the command', () => {
  const program = join(__dirname, '../../validation/validate.ts');
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): readonly [number | null, string] => {
    const node = ['-r', 'ts-node/register/transpile-only', program, ...args];
    const { status, stderr } = spawnSync(process.execPath, node, { env, encoding: 'utf8' });
    return [status, stderr];
  };

  it('says in one line that QEMU is missing, with an exit code of its own', () => {
    const [status, errors] = run(['--points', '1'], { ...process.env, PATH: '/nowhere' });
    expect(status).toBe(exitCodes.missingTool);
    expect(errors).toMatch(/^validate: qemu-system-x86_64 is not on PATH \(.*\)\n$/);
  });

  it('shows its usage when it is called wrongly', () => {
    const [status, errors] = run(['--compare', '/no/such/file.csv']);
    expect(status).toBe(exitCodes.usage);
    expect(errors).toBe(`validate: /no/such/file.csv does not exist\n${usage}\n`);
  });
});

describe('counters of the guest', () => {
  it('are read from a dump of physical memory', () => {
    // 0x00369e99 ticks of 3,579,545 Hz are one second.
    const dump =
      '0000000000101000: 0x4c42574d 0x00000001 0x000003e8 0x00369e99\r\n0000000000101010: 0x00000000 0x00001388\r\n';
    expect(parseCounters(dump)).toEqual({ isReady: true, written: 1000, seconds: 1 });
  });

  it('are not there before the guest is', () => {
    expect(parseCounters('0000000000101000: 0x00000000 0x00000001').isReady).toBe(false);
  });

  it('give a rate in the time of the guest', () => {
    const at = (written: number, seconds: number): Parameters<typeof rateBetween>[0] => ({
      isReady: true,
      written,
      seconds,
    });
    expect(rateBetween(at(100, 1), at(1100, 3))).toBe(500);
    expect(rateBetween(at(100, 1), at(100, 1))).toBeNaN();
  });
});

describe('cleaning up', () => {
  it('does each thing once, the latest first', () => {
    const done: string[] = [];
    const cleanup = new Cleanup();
    cleanup.add(() => done.push('namespace'));
    const stop = cleanup.add(() => done.push('process'));
    cleanup.add(() => done.push('last'));
    stop();
    stop();
    cleanup.run();
    cleanup.run();
    expect(done).toEqual(['process', 'last', 'namespace']);
  });
});

describe('the guest', () => {
  it('is small enough to be committed', () => {
    expect(statSync(join(__dirname, '../../validation/guest/writer.elf')).size).toBeLessThan(9 * 1024);
  });
});
