import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MeasurementsFile, settled } from '../../validation/measurements-file';
import { casesOf, signedError } from '../../validation/page/case';
import { wrongFar } from '../../validation/page/error-tables';
import { drawSvg } from '../../validation/page/draw';
import { list, paragraph, signed, table, whole } from '../../validation/page/markdown';
import { downtimeFactors } from '../../validation/page/modes';
import { pageFiles } from '../../validation/page/page';
import { casesAt, firstPassErrorOf } from '../../validation/page/weak-spots';
import {
  edgeOf,
  lambdaOf,
  predictByTextbook,
  predictPostCopy,
  windowShareOf,
} from '../../validation/predict-otherwise';

const docs = join(__dirname, '../../docs');
const rows = new MeasurementsFile(join(__dirname, '../../validation/measurements/sweep.csv')).read();
const rowOf = (id: string) => settled(rows).find(({ point }) => point.id === id)!;

describe('the page about the validation', () => {
  const files = pageFiles(rows);

  it.each([...files.keys()])('%s is what model and measurements give today', (name) => {
    const hint = 'run: npm run validate -- --report';
    expect(existsSync(join(docs, name)) ? '' : hint).toBe('');
    expect(readFileSync(join(docs, name), 'utf8') === files.get(name) ? '' : hint).toBe('');
  });

  it('comes out the same twice', () => {
    expect([...pageFiles(rows)]).toEqual([...files]);
  });

  it('has no chart left from before', () => {
    const charts = readdirSync(join(docs, 'model-validation')).map((name) => `model-validation/${name}`);
    expect(charts.sort()).toEqual([...files.keys()].filter((name) => name.endsWith('.svg')).sort());
  });

  it('shows each chart, with a title', () => {
    for (const [name, content] of files) {
      if (!name.endsWith('.svg')) continue;
      expect(files.get('model-validation.md')).toContain(`](${name})`);
      expect(content).toMatch(/<title id="[^"]+">[^<]+<\/title>/);
      expect(content).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(files.get('model-validation.md')).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('what the page says of where the model is wrong', () => {
  const cases = casesOf(settled(rows));
  const of = (id: string) => cases.find((one) => one.id === id)!;
  const laboratory = (id: string) => signedError(of(id), 'total', 'laboratory');
  const firstPasses = (share: number) =>
    casesAt(cases, 'nearWindow')
      .filter(({ windowShare }) => Math.abs(windowShare - share) < 0.01)
      .map((one) => -firstPassErrorOf(one));

  it('holds close to the window', () => {
    expect(Math.max(...firstPasses(0.8).map(Math.abs))).toBeLessThan(0.01);
    expect(Math.min(...firstPasses(1))).toBeGreaterThan(0.065);
    expect(Math.max(...firstPasses(1))).toBeLessThan(0.195);
    for (const id of ['downtime-limit-15', 'downtime-limit-16', 'downtime-limit-17']) expect(of(id).drops).toBe(0);
    expect(of('rtt-10').drops).toBeGreaterThan(0);
  });

  it('holds with multifd', () => {
    const multifd = casesAt(cases, 'multifd');
    expect(multifd.filter(({ drops = 0 }) => drops >= 1000)).toHaveLength(6);
    for (const id of ['multifd-2', 'multifd-7', 'multifd-8']) {
      expect(of(id).drops).toBe(0);
      expect(signedError(of(id), 'total')).toBeLessThan(-0.1);
    }
  });

  it('holds close to the edge', () => {
    for (const id of ['edge-1', 'edge-4', 'edge-7']) expect(Math.abs(laboratory(id))).toBeLessThan(0.012);
    for (const id of ['edge-11', 'edge-13']) {
      expect(of(id).measured.status).toBe('completed');
      expect(Object.values(of(id).said).filter(({ converges }) => converges)).toEqual([]);
    }
    expect(of('working-set-8').measured.status).toBe('not-converged');
    expect(wrongFar(cases).map(({ id }) => id)).toEqual(['edge-13']);
  });

  it('holds at 1 Gbit/s', () => {
    for (const id of ['bandwidth-27', 'rtt-4', 'rtt-8']) {
      expect(laboratory(id)).toBeLessThan(-0.06);
      expect(laboratory(id)).toBeGreaterThan(-0.09);
    }
    expect([of('bandwidth-26').drops, of('bandwidth-27').drops]).toEqual([1, 4]);
    expect(casesAt(cases, 'longAndFast').filter((one) => firstPassErrorOf(one) < 0.03)).toEqual([]);
  });

  it('holds for post-copy', () => {
    const of = (after: number, pattern: string) =>
      settled(rows).filter(({ point }) => point.postCopyAfterPass === after && point.pattern === pattern);
    const speeds = (some: typeof rows) => some.map(({ measured }) => measured.speedAfter!);
    expect(Math.max(...speeds([...of(1, 'random'), ...of(2, 'random')]))).toBeLessThan(0.035);
    expect(Math.max(...speeds(of(0, 'random')))).toBeLessThan(0.5);
    expect(
      Math.min(...speeds([...of(0, 'cyclic'), ...of(1, 'cyclic')].filter((row) => lambdaOf(row) < 1))),
    ).toBeGreaterThan(0.9);
    expect(downtimeFactors(rows)[0]).toBeGreaterThan(3.5);
  });
});

describe('how hard a run is', () => {
  it('is told by its distance from the edge', () => {
    // 200 Mbit/s carry 200e6 / 8 x 1448 / 1538 x 4096 / 4104 = 23.491 MB/s of memory. Below the edge the dirty rate decides:
    expect(edgeOf(rowOf('bandwidth-15'))).toBeCloseTo((4301 * 4096) / 23.4912e6, 4);
    // 54 MiB within 2 s are 28.31 MB/s, less than the dirty rate of 46.98 MB/s.
    expect(edgeOf(rowOf('edge-13'))).toBeCloseTo(28.3116 / 23.4912, 4);
    // Three times the rate, halved by the throttle.
    expect(edgeOf(rowOf('auto-converge-10'))).toBeCloseTo(1.5, 2);
  });

  it('is told by dirty rate and window', () => {
    expect(lambdaOf(rowOf('edge-13'))).toBeCloseTo(2, 3);
    // 23.537 MB/s x 100 ms in 2.95 MB
    expect(windowShareOf(rowOf('rtt-21'))).toBeCloseTo(0.79787, 4);
    expect(windowShareOf(rowOf('multifd-4'))).toBeCloseTo((58.8427 * 0.1) / (4 * 2.95), 4);
  });
});

describe('what else is predicted', () => {
  it('by the textbook with nominal bandwidth: 128 MiB over 200 Mbit/s, nothing dirtied', () => {
    const { totalMs, converges } = predictByTextbook(rowOf('bandwidth-13'), 'nominal')!;
    expect(converges).toBe(true);
    // All is one round, and nothing is left: 134.218 MB / 25 MB/s
    expect(totalMs).toBeCloseTo(5368.7, 0);
  });

  it('of post-copy unless it is switched over after the second pass', () => {
    expect(predictPostCopy(rowOf('post-copy-9'))).toBeUndefined();
    expect(predictPostCopy(rowOf('bandwidth-1'))).toBeUndefined();
    // (32,768 - 59) pages x 4,104 bytes / 23.537 MB/s
    expect(predictPostCopy(rowOf('post-copy-3'))!.degradedTime).toBeCloseTo(5.7033, 3);
  });

  it('of a cold guest has one error, not two', () => {
    const [cold] = casesOf([rowOf('cold-1')]);
    expect(cold!.compared.user.totalError).toBeDefined();
    expect(cold!.compared.user.downtimeError).toBeUndefined();
  });

  it('has a sign: too little is negative', () => {
    const [one] = casesOf([rowOf('bandwidth-13')]);
    const { totalMs } = one!.said.user;
    expect(signedError({ ...one!, measured: { ...one!.measured, totalMs: totalMs * 2 } }, 'total')).toBeCloseTo(
      -0.5,
      12,
    );
    expect(casesOf([rowOf('post-copy-3')])).toEqual([]);
  });
});

describe('Markdown', () => {
  it('has tables as prettier leaves them', () => {
    expect(table(['Run', 'Count'], [['a long name', '1']])).toBe(
      '| Run         | Count |\n| ----------- | ----: |\n| a long name |     1 |',
    );
  });

  it('has paragraphs in lines', () => {
    expect(paragraph(` a  b\n c `)).toBe('a b c');
    expect(
      paragraph('word '.repeat(50))
        .split('\n')
        .map(({ length }) => length),
    ).toEqual([119, 119, 9]);
  });

  it('has numbers that read well', () => {
    expect([signed(0.0123), signed(-0.0123), signed(-0.0001), signed(NaN)]).toEqual(['+1.2 %', '-1.2 %', '0.0 %', '-']);
    expect([whole(999), whole(1000), whole(1_234_567)]).toEqual(['999', '1,000', '1,234,567']);
    expect([list(['a']), list(['a', 'b', 'c'])]).toEqual(['a', 'a, b and c']);
  });
});

describe('a chart', () => {
  const option = { xAxis: {}, yAxis: {}, series: [{ type: 'scatter' as const, data: [[1, 2]] }] };
  const draw = () => drawSvg({ name: 'one', title: 'A < B', description: 'C & D', width: 200, height: 100, option });

  it('has the same bytes each time, and its title escaped', () => {
    expect(draw()).toBe(draw());
    expect(draw()).toContain('<title id="one-title">A &lt; B</title><desc id="one-description">C &amp; D</desc>');
  });
});
