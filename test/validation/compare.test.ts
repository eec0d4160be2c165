import { compare, compareAll, type Prediction, quantile, summarise, summariseBy } from '../../validation/compare';
import { gateProblems, runProblems } from '../../validation/gate';
import type { Measured, Measurement } from '../../validation/measurement';
import { comparisonReport, runLine } from '../../validation/report';
import { ciPoints } from '../../validation/ci-points';

const completed: Measured = {
  status: 'completed',
  totalMs: 10_000,
  downtimeMs: 400,
  transferredBytes: 200e6,
  passTimesMs: [10, 6000, 9600],
};

function run(measured: Measured, id = 'rtt-1'): Measurement {
  const point = { ...ciPoints[0]!, id, group: 'rtt' as const, boundSeconds: 20 };
  return { point, repeat: 0, link: 'tun', queueBytes: 625_000, qemuVersion: '7.2.22', cpuBusy: 0.4, measured };
}

const prediction: Prediction = { converges: true, totalMs: 10_400, downtimeMs: 380, bytes: 190e6 };
const never: Prediction = { converges: false, totalMs: Infinity, downtimeMs: 900, bytes: Infinity };

describe('a run beside its prediction', () => {
  it('gives relative errors of total time, downtime and bytes', () => {
    const { isVerdictRight, totalError, downtimeError, downtimeErrorMs, bytesError } = compare(
      run(completed),
      prediction,
    );
    expect(isVerdictRight).toBe(true);
    expect(totalError).toBeCloseTo(0.04, 12);
    expect(downtimeError).toBeCloseTo(0.05, 12);
    expect(downtimeErrorMs).toBe(20);
    expect(bytesError).toBeCloseTo(0.05, 12);
  });

  const stopped: Measured = { status: 'not-converged', passTimesMs: [10] };
  it.each([
    ['ended and was said to', completed, prediction, true],
    ['ended and was said never to', completed, never, false],
    ['was stopped and was said never to end', stopped, never, true],
    ['was stopped and was said to end before', stopped, prediction, false],
    ['was stopped and was said to end only after its bound', stopped, { ...prediction, totalMs: 20_001 }, true],
  ])('that %s: verdict', (_, measured, said, isRight) => {
    expect(compare(run(measured), said).isVerdictRight).toBe(isRight);
  });

  it('is left out where it failed or the model says nothing', () => {
    const rows = [run({ status: 'failed', passTimesMs: [] }), run(completed, 'rtt-2'), run(completed, 'rtt-3')];
    const comparisons = compareAll(rows, ({ point }) => (point.id === 'rtt-3' ? undefined : prediction));
    expect(comparisons.map(({ id }) => id)).toEqual(['rtt-2']);
  });
});

describe('statistics', () => {
  it('interpolate between the nearest ranks', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
    // Rank 3.8 of 0..4: four fifths of the way from 4 to 10.
    expect(quantile([1, 2, 3, 4, 10], 0.95)).toBeCloseTo(8.8, 12);
    expect(quantile([], 0.5)).toBeNaN();
  });

  const rows = [run(completed, 'rtt-1'), run({ ...completed, totalMs: 13_000 }, 'rtt-2'), run(completed, 'rtt-3')];
  const comparisons = compareAll(rows, () => prediction);

  it('of all runs', () => {
    const { runs, wrongVerdicts, total } = summarise(comparisons);
    expect([runs, wrongVerdicts]).toEqual([3, []]);
    expect(total.count).toBe(3);
    expect(total.median).toBeCloseTo(0.04, 12);
  });

  it('by a key', () => {
    const summaries = summariseBy(comparisons, ({ id }) => (id === 'rtt-2' ? 'two' : 'others'));
    expect([...summaries].map(([key, { runs }]) => [key, runs])).toEqual([
      ['others', 2],
      ['two', 1],
    ]);
  });

  it('stand in a table', () => {
    expect(comparisonReport(comparisons)).toContain('| all | 3 | 0 | 4.0 % / 18.4 % | 5.0 % / 5.0 % | 5.0 % / 5.0 % |');
    expect(runLine(rows[0]!, prediction)).toBe(
      'rtt-1; completed; 10.00 s, down 0.40 s; predicted 10.40 s, down 0.38 s; cpu 40.0 %',
    );
  });
});

describe('the gate', () => {
  const good = { id: 'a', group: 'rtt', part: 'fit', isVerdictRight: true } as const;

  it('is open below its limits', () => {
    expect(gateProblems([{ ...good, totalError: 0.049, downtimeError: 0.119, downtimeErrorMs: 60 }])).toEqual([]);
  });

  it('is open where short downtimes are off by no more than a shared machine lets them vary', () => {
    expect(gateProblems([{ ...good, totalError: 0, downtimeError: 0.3, downtimeErrorMs: 49 }])).toEqual([]);
  });

  it.each([
    ['median total time', { totalError: 0.05 }, 'median error of the total time 5.0 %'],
    [
      'median downtime',
      { totalError: 0, downtimeError: 0.12, downtimeErrorMs: 50 },
      'median error of the downtime 12.0 %, 50 ms',
    ],
    ['a verdict', { totalError: 0, isVerdictRight: false }, 'a: the verdict is wrong'],
  ])('is shut by %s', (_, errors, problem) => {
    expect(gateProblems([{ ...good, ...errors }])).toEqual([problem]);
  });

  it('is shut by a prediction that is no number', () => {
    expect(gateProblems([{ ...good, totalError: NaN }])).toEqual(['median error of the total time -']);
  });

  it('is shut when nothing could be compared', () => {
    expect(gateProblems([])).toEqual(['no run could be compared']);
  });

  it('holds a single run loosely', () => {
    expect(runProblems({ ...good, totalError: 0.15 })).toEqual([]);
    expect(runProblems({ ...good, totalError: 0.151 })).toEqual(['a: total time off by 15.1 %']);
    expect(runProblems({ ...good, downtimeError: 0.4, downtimeErrorMs: 90 })).toEqual([]);
    expect(runProblems({ ...good, downtimeError: 0.29, downtimeErrorMs: 300 })).toEqual([]);
    expect(runProblems({ ...good, downtimeError: 0.4, downtimeErrorMs: 110 })).toEqual([
      'a: downtime off by 40.0 %, 110 ms',
    ]);
  });
});
