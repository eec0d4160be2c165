import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from './cleanup';
import type { Link, LinkKind, LinkOptions } from './link/link';
import { openRelay } from './link/relay';
import { buildTunLink, openTun, tunProblem } from './link/tun';
import type { Measured, Measurement } from './measurement';
import type { Point } from './point';
import { qemuVersion } from './qemu/machine';
import { measure } from './qemu/measure';

/** What is missing on this machine: said in one line, with an exit code of its own. */
export class MissingTool extends Error {}

/** Runs points one after the other on this machine. */
export class Laboratory {
  private readonly folder: string;

  private constructor(
    private readonly kind: LinkKind,
    private readonly version: string,
    private readonly cleanup: Cleanup,
  ) {
    this.folder = mkdtempSync(join(tmpdir(), 'lightbound-validation-'));
    cleanup.add(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  static open(kind: LinkKind, cleanup: Cleanup): Laboratory {
    const version = qemuVersion();
    if (version === undefined)
      throw new MissingTool(
        'qemu-system-x86_64 is not on PATH (Debian: apt-get install --no-install-recommends qemu-system-x86)',
      );
    const problem = kind === 'tun' ? tunProblem() : undefined;
    if (problem !== undefined) throw new MissingTool(problem);
    const laboratory = new Laboratory(kind, version, cleanup);
    if (kind === 'tun') buildTunLink(laboratory.folder);
    return laboratory;
  }

  async run(point: Point, repeat: number): Promise<Measurement> {
    const { mbps, rttMs } = point;
    const link = await this.openLink({ mbps, rttMs, folder: this.folder, cleanup: this.cleanup });
    const before = cpuTimes();
    const measured = await this.measure(point, link);
    const after = cpuTimes();
    return {
      point,
      repeat,
      link: this.kind,
      queueBytes: link.queueBytes,
      qemuVersion: this.version,
      ...(await link.close()),
      cpuBusy: 1 - (after.idle - before.idle) / (after.all - before.all),
      measured,
    };
  }

  private openLink(options: LinkOptions): Promise<Link> {
    return this.kind === 'relay' ? openRelay(options) : openTun(options);
  }

  /** A run that breaks is a row that says so: the others go on. */
  private async measure(point: Point, link: Link): Promise<Measured> {
    try {
      return await measure(point, link, this.folder, this.cleanup);
    } catch (error) {
      return { status: 'failed', passTimesMs: [], error: error instanceof Error ? error.message : String(error) };
    }
  }
}

function cpuTimes(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((time) => Object.values(time))) };
}
