import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvLine, parseCsv } from '../../validation/csv';
import type { Measurement } from '../../validation/measurement';
import { measurementHeader, measurementLine, parseMeasurements } from '../../validation/measurement-csv';
import { isMeasured, MeasurementsFile } from '../../validation/measurements-file';
import { sweepPoints } from '../../validation/points';

function measurement(id: string, measured: Partial<Measurement['measured']> = {}): Measurement {
  const point = sweepPoints.find((one) => one.id === id)!;
  return {
    point,
    repeat: 0,
    link: 'tun',
    queueBytes: 625_000,
    qemuVersion: '7.2.22',
    drops: 3,
    latestMs: 4.5,
    cpuBusy: 0.42,
    measured: {
      status: 'completed',
      totalMs: 10_850.5,
      downtimeMs: 351.1,
      passTimesMs: [13.3, 5437.4, 7915.6],
      transferredBytes: 3 * 2 ** 20,
      zeroPages: 190,
      pagesPerSecondBefore: 2912.5,
      ...measured,
    },
  };
}

describe('CSV', () => {
  it.each([
    ['plain', ['a', 'b', '1.5']],
    ['empty cells', ['', 'x', '', '']],
    ['commas, quotes and line breaks', ['a,b', 'say "so"', 'two\nlines']],
  ])('comes back as it went: %s', (_, cells) => {
    const header = cells.map((_cell, i) => `column${i}`);
    const [row] = parseCsv(`${csvLine(header)}\n${csvLine(cells)}\n`);
    expect(Object.values(row!)).toEqual(cells);
  });

  it('skips empty lines and takes both line ends', () => {
    expect(parseCsv('a,b\r\n1,2\r\n\r\n3,4')).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
  });
});

describe('the table of measurements', () => {
  it.each(['rtt-1', 'auto-converge-1', 'post-copy-2', 'multifd-3', 'cold-1'])('gives back a row of %s', (id) => {
    const row = measurement(id, { throttlePercent: 40, error: 'a, b' });
    expect(parseMeasurements(`${measurementHeader}\n${measurementLine(row)}\n`)).toEqual([row]);
  });

  it('keeps apart what was not measured and what was zero', () => {
    const { measured } = parseMeasurements(
      `${measurementHeader}\n${measurementLine(measurement('rtt-1', { zeroPages: 0 }))}\n`,
    )[0]!;
    expect(measured.zeroPages).toBe(0);
    expect('postCopyStartMs' in measured).toBe(false);
  });
});

describe('a table on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lightbound-table-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('goes on where it was cut', () => {
    const file = new MeasurementsFile(join(folder, 'new', 'sweep.csv'));
    expect(file.read()).toEqual([]);
    file.open();
    file.append(measurement('rtt-1'));
    appendFileSync(file.path, measurementLine(measurement('rtt-2')).slice(0, 40));
    file.open();
    file.append(measurement('rtt-3'));
    expect(file.read().map(({ point }) => point.id)).toEqual(['rtt-1', 'rtt-3']);
    expect(readFileSync(file.path, 'utf8').split('\n')).toHaveLength(4);
  });

  it('is not continued with other columns', () => {
    const file = new MeasurementsFile(join(folder, 'other.csv'));
    appendFileSync(file.path, 'a,b\n1,2\n');
    expect(() => file.open()).toThrow('has other columns');
  });

  it('knows what it has: not what failed, not what ran over another link', () => {
    const rows = [measurement('rtt-1'), measurement('rtt-2', { status: 'failed' })];
    expect(isMeasured(rows, 'rtt-1', 'tun')).toBe(true);
    expect(isMeasured(rows, 'rtt-1', 'relay')).toBe(false);
    expect(isMeasured(rows, 'rtt-2', 'tun')).toBe(false);
  });
});
