import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareAll, summarise } from '../../validation/compare';
import { MeasurementsFile, settled } from '../../validation/measurements-file';
import { predictedRuns, compareOnce, signedError } from '../../validation/page/predicted-run';
import { wrongFar } from '../../validation/page/error-tables';
import { drawSvg } from '../../validation/page/draw';
import { list, paragraph, signed, table, whole } from '../../validation/page/markdown';
import { atOnce, downtimeFactors, downtimesAtOnce, inOrder, speedsOf } from '../../validation/page/modes';
import { pageFiles } from '../../validation/page/page';
import { casesAt, firstPassErrorOf } from '../../validation/page/weak-spots';
import { byThrottle, mostDifferent } from '../../validation/page/weak-text';
import { predict, predictContiguous } from '../../validation/predict';
import {
  edgeOf,
  fillOf,
  lambdaOf,
  predictByTextbook,
  predictPostCopy,
  windowShareOf,
} from '../../validation/predict-otherwise';

const docs = join(__dirname, '../../docs');
const read = (name: string) => new MeasurementsFile(join(__dirname, '../../validation/measurements', name)).read();
const rows = read('sweep.csv');
const earlier = read('contiguous.csv');
const rowOf = (id: string) => settled(rows).find(({ point }) => point.id === id)!;

describe('the page about the validation', () => {
  const files = pageFiles(rows, earlier);

  it.each([...files.keys()])('%s is what model and measurements give today', (name) => {
    const hint = 'run: npm run validate -- --report';
    expect(existsSync(join(docs, name)) ? '' : hint).toBe('');
    expect(readFileSync(join(docs, name), 'utf8') === files.get(name) ? '' : hint).toBe('');
  });

  it('comes out the same twice', () => {
    expect([...pageFiles(rows, earlier)]).toEqual([...files]);
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
  const cases = predictedRuns(settled(rows));

  it('holds close to the window, and beyond', () => {
    for (const one of casesAt(cases, 'nearWindow')) expect(Math.abs(firstPassErrorOf(one))).toBeLessThan(0.1);
    for (const one of casesAt(cases, 'longAndFast')) expect(Math.abs(signedError(one, 'total'))).toBeLessThan(0.05);
  });

  it('holds with multifd', () => {
    const [one, before] = mostDifferent(cases, settled(earlier));
    expect([one.id, one.measured.totalMs! / 1e3, before / 1e3]).toEqual([
      'multifd-8',
      expect.closeTo(12.4, 1),
      expect.closeTo(7, 1),
    ]);
  });

  it('holds close to the edge', () => {
    for (const { id, fill, measured, said } of casesAt(cases, 'fillDecides')) {
      const ends = fill < 1.3;
      expect([id, measured.status, said.user.converges]).toEqual([id, ends ? 'completed' : 'not-converged', ends]);
    }
    expect(wrongFar(cases)).toEqual([]);
  });

  it('holds with auto-converge', () => {
    const long = cases.filter((one) => one.point.mode === 'auto-converge' && signedError(one, 'downtime') > 0.25);
    expect(long.map(({ measured }) => measured.throttlePercent)).toEqual([90, 90]);
    const [most, strongest, others] = byThrottle(cases);
    expect([most, strongest]).toEqual([90, long]);
    expect(others).toHaveLength(18);
  });

  it('holds for post-copy', () => {
    expect(speedsOf(atOnce(settled(rows)))[1]).toBeLessThan(0.05);
    expect(speedsOf(inOrder(settled(earlier)))[0]).toBeGreaterThan(0.9);
    expect(downtimeFactors(settled(rows))[0]).toBeGreaterThan(3);
    const [[shortest, longest], [fewest, most]] = downtimesAtOnce(settled(rows));
    expect(shortest).toBeGreaterThan(15);
    expect(longest).toBeLessThan(40);
    expect(fewest).toBeGreaterThan(3);
    expect(most).toBeLessThan(4);
  });

  it('holds over short queues: packets are dropped in all runs', () => {
    for (const { drops } of casesAt(cases, 'fastAndShort')) expect(drops).toBeGreaterThan(0);
  });

  it('holds for the earlier sweep: it helps to be told where the guest writes', () => {
    const errors = (of: typeof predict) => summarise(compareAll(settled(earlier), of, compareOnce));
    const [told, untold] = [errors(predictContiguous), errors(predict)];
    expect(told.total.median).toBeLessThan(untold.total.median);
    expect(told.total.p95).toBeLessThan(untold.total.p95);
    expect(told.bytes.p95).toBeLessThan(untold.bytes.p95);
  });
});

describe('how hard a run is', () => {
  it('is told by its distance from the edge', () => {
    // 200 Mbit/s carry 200e6 / 8 x 1448 / 1538 x 4096 / 4104 = 23.491 MB/s of memory. Below the edge the dirty rate decides:
    expect(edgeOf(rowOf('bandwidth-15'))).toBeCloseTo((4301 * 4096) / 23.4912e6, 4);
    // r / (1 / 2 + r L / W) over B: 12 MiB, written at r = 2 B; B carries 11.75 MB in 500 ms.
    expect(edgeOf(rowOf('edge-11'))).toBeCloseTo(2 / (0.5 + (2 * 23.4912e6 * 0.5) / (12 * 2 ** 20)), 2);
    // Three times the rate, halved by the throttle.
    expect(edgeOf(rowOf('auto-converge-10'))).toBeCloseTo(1.5, 2);
  });

  it('is told by dirty rate, working set and window', () => {
    expect(lambdaOf(rowOf('edge-13'))).toBeCloseTo(2, 3);
    // 12 MiB over 23.491 MB/s x 500 ms
    expect(fillOf(rowOf('edge-11'))).toBeCloseTo((12 * 2 ** 20) / (23.4912e6 * 0.5), 4);
    // 23.537 MB/s x 100 ms in 3.35 MB
    expect(windowShareOf(rowOf('rtt-21'))).toBeCloseTo(0.7026, 4);
    expect(windowShareOf(rowOf('multifd-4'))).toBeCloseTo((58.8427 * 0.1) / (4 * 3.35), 4);
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
    const [cold] = predictedRuns([rowOf('cold-1')]);
    expect(cold!.compared.user.totalError).toBeDefined();
    expect(cold!.compared.user.downtimeError).toBeUndefined();
  });

  it('has a sign: too little is negative', () => {
    const [one] = predictedRuns([rowOf('bandwidth-13')]);
    const { totalMs } = one!.said.user;
    expect(signedError({ ...one!, measured: { ...one!.measured, totalMs: totalMs * 2 } }, 'total')).toBeCloseTo(
      -0.5,
      12,
    );
    expect(predictedRuns([rowOf('post-copy-3')])).toEqual([]);
  });
});

describe('Markdown', () => {
  it('has tables as the formatter leaves them', () => {
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
