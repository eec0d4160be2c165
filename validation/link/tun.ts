import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { z } from 'zod';
import { type Link, type LinkOptions, type LinkReport, queueBytes } from './link';

const SOURCE = join(__dirname, 'tun-link.c');
const DEVICE = 'lightbound0';
const SOURCE_ADDRESS = '10.99.0.1';
const TARGET_ADDRESS = '10.99.0.2';
const PORT = 4444;

/** Linux's own defaults: what the machine was tuned to must not decide what is measured. */
const SETTINGS = [
  'net.ipv4.tcp_congestion_control=cubic',
  'net.ipv4.tcp_wmem=4096 16384 4194304',
  'net.ipv4.tcp_rmem=4096 131072 6291456',
  'net.ipv4.tcp_no_metrics_save=1',
  'net.ipv6.conf.all.disable_ipv6=1',
];

/** The device's own queue must never drop: the link's queue does. */
const DEVICE_QUEUE_PACKETS = '10000';

const ALLOWED = '/proc/sys/net/ipv4/tcp_allowed_congestion_control';

const report = z.object({ there: z.object({ drops: z.number(), mostQueued: z.number(), latestUs: z.number() }) });

/** What is missing for this link, in a line; undefined if it works here. */
export function tunProblem(): string | undefined {
  if (process.getuid?.() !== 0) return 'the tun link needs root (the relay does not: --link relay)';
  if (!existsSync('/dev/net/tun')) return 'the tun link needs /dev/net/tun (the relay does not: --link relay)';
  const missing = ['ip', 'sysctl', 'cc'].find((tool) => spawnSync(tool, ['--version']).error !== undefined);
  return missing === undefined ? undefined : `the tun link needs \`${missing}\` on PATH (the relay does not)`;
}

const programIn = (folder: string): string => join(folder, 'tun-link');

/** Compiles the emulator, once for all links in that folder. */
export function buildTunLink(folder: string): void {
  run('cc', ['-O2', '-o', programIn(folder), SOURCE]);
}

/** Two network namespaces and the emulator between them: real TCP, real windows, real slow start. */
export async function openTun({ mbps, rttMs, folder, cleanup }: LinkOptions): Promise<Link> {
  const queue = queueBytes(mbps, rttMs);
  const [source, target] = [`lightbound-a-${process.pid}`, `lightbound-b-${process.pid}`];
  allowCubic();
  const removals = [source, target].map((name) => {
    run('ip', ['netns', 'add', name]);
    const remove = cleanup.add(() => spawnSync('ip', ['netns', 'del', name]));
    run('ip', ['netns', 'exec', name, 'sysctl', '-qw', ...SETTINGS]);
    return remove;
  });
  const numbers = [mbps * 1e6, (rttMs * 1e3) / 2, queue].map(String);
  const emulator = spawn(programIn(folder), [source, DEVICE, target, DEVICE, ...numbers], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = cleanup.add(() => emulator.kill('SIGKILL'));
  const output = lines(emulator);
  await output.first;
  address(source, SOURCE_ADDRESS, TARGET_ADDRESS);
  address(target, TARGET_ADDRESS, SOURCE_ADDRESS);
  return {
    sourcePrefix: inside(source),
    targetPrefix: inside(target),
    listenUri: `tcp:0.0.0.0:${PORT}`,
    connectUri: `tcp:${TARGET_ADDRESS}:${PORT}`,
    queueBytes: queue,
    close: async () => {
      const closed = once(emulator, 'close');
      emulator.kill('SIGTERM');
      await closed;
      kill();
      for (const remove of removals) remove();
      return readReport(output.last());
    },
  };
}

/** Ahead of what else the machine does, as the emulator is: what is measured is the link. */
const inside = (namespace: string): readonly string[] => ['ip', 'netns', 'exec', namespace, 'nice', '-n', '-5'];

function address(namespace: string, own: string, peer: string): void {
  run('ip', ['-n', namespace, 'addr', 'add', own, 'peer', peer, 'dev', DEVICE]);
  run('ip', ['-n', namespace, 'link', 'set', DEVICE, 'up', 'mtu', '1500', 'txqueuelen', DEVICE_QUEUE_PACKETS]);
}

/** A namespace may only use what the machine allows everybody to use. */
function allowCubic(): void {
  const allowed = readFileSync(ALLOWED, 'utf8').trim();
  if (!allowed.split(' ').includes('cubic')) writeFileSync(ALLOWED, `${allowed} cubic`);
}

function readReport(line: string): LinkReport {
  const { there } = report.parse(JSON.parse(line));
  return { drops: there.drops, mostQueuedBytes: there.mostQueued, latestMs: there.latestUs / 1e3 };
}

function lines(child: ChildProcess): { readonly first: Promise<unknown>; readonly last: () => string } {
  let text = '';
  const first = new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      resolve(undefined);
    });
    child.on('error', reject);
    child.on('close', () => reject(new Error('the link emulator ended at once')));
  });
  return { first, last: () => text.trim().split('\n').at(-1) ?? '' };
}

function run(file: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(file, args, { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${stderr.trim()}`);
}
