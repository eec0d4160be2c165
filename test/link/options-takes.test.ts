import { glassRtt } from '../../lib/model/propagation';
import { inputRow, optionNames, type OptionName } from '../../lib/model/inputs';
import { metres } from '../../lib/model/units';
import { VERDICTS } from '../../lib/model/verdict';
import type { OptionAnswer, OptionTake, OptionWay } from '../../lib/link/options-record';
import { fc, timesAsOften } from '../support/property';
import { option, optionsOf, viennaDublin } from './ask-for-options';

type Written = Readonly<Record<string, string>>;

const UNITS = { s: 's', m: 'm', 'bit/s': 'bit/s', B: 'B', 'B/s': 'B/s', '1': '%' } as const;

/** A value in its base unit, as nothing rounds it; `factor` takes it a little to one side. */
function exactly({ measure: { value, unit } }: OptionTake, factor = 1): string {
  const base = (value ?? 0) * factor * (unit === '1' ? 100 : 1);
  // With as many decimals as make no thousands of them.
  return `${base.toFixed(18)} ${UNITS[unit]}`;
}

const nameOf = (noun: string): OptionName => {
  const name = optionNames.find((one) => inputRow(one).noun === noun);
  if (name === undefined) throw new Error(`${noun} is no input`);
  return name;
};

/** What an option is asked with once a value is put in; `factor` as of `exactly`. */
function putIn(written: Written, take: OptionTake, factor = 1): Written {
  const { input } = take;
  if (input.startsWith('bandwidth for ')) return { ...written, bandwidth: exactly(take, factor), share: '100 %' };
  if (input === 'number of streams')
    return { ...written, streams: String(factor < 1 ? take.measure.value! - 1 : take.measure.value) };
  const parts = input.split(' + ').map(nameOf);
  const each = { ...take, measure: { ...take.measure, value: take.measure.value! / parts.length } };
  return { ...written, ...Object.fromEntries(parts.map((name) => [name, exactly(each, factor)])) };
}

const putAllIn = (written: Written, { takes }: OptionWay): Written =>
  takes.reduce<Written>((asked, take) => putIn(asked, take), written);

/** One value of a way on the side that does not pass. */
function justBeyond(written: Written, way: OptionWay, index: number): Written {
  const take = way.takes[index]!;
  return putIn(putAllIn(written, way), take, take.passes === 'at most' ? 1 + 1e-5 : 1 - 1e-5);
}

const maybe = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const asked = fc
  .record({
    bandwidth: maybe(['20 Mbit/s', '200 Mbit/s', '1 Gbit/s', '10 Gbit/s', '400 Gbit/s']),
    share: maybe(['40 %', '100 %']),
    window: maybe(['64 KiB', '4 MiB', '128 MiB']),
    loss: maybe(['0 %', '0.0001 %', '0.1 %']),
    congestionControl: maybe(['bbr']),
    streams: maybe(['8']),
    moves: maybe(['3']),
    rateCap: maybe(['500 Mbit/s']),
    disk: maybe(['5 GB', '2 TB']),
    diskChurn: maybe(['0 B/s', '5 MiB/s', '80 MB/s']),
    sinceSync: maybe(['30 s', '2 h']),
    changeRate: maybe(['1 MB/s', '60 MB/s']),
    interval: maybe(['15 s', '5 min']),
    burstRate: maybe(['90 MB/s', '900 MB/s']),
    burstTime: maybe(['10 s', '20 min']),
    stopTime: maybe(['5 s', '50 s']),
    startTime: maybe(['10 s', '6 min']),
    dnsTime: maybe(['5 s', '30 s']),
    rpo: maybe(['5 ms', '1 s', '1 min', '1 h']),
    rto: maybe(['10 s', '15 min']),
    writeLatency: maybe(['1 ms', '40 ms', '1 s']),
    storage: maybe(['vsan@8', 'vsan', 'vmsc']),
  })
  .map((options): Written => {
    const { changeRate, diskChurn, burstRate, burstTime, ...rest } = options;
    const pairs = {
      ...rest,
      changeRate,
      diskChurn,
      ...(burstRate === undefined || burstTime === undefined ? {} : { burstRate, burstTime }),
    };
    return Object.fromEntries(
      Object.entries(pairs).flatMap(([name, value]) => {
        const lacks =
          (name === 'interval' && changeRate === undefined) || (name === 'sinceSync' && diskChurn === undefined);
        return value === undefined || lacks ? [] : [[name, value] as const];
      }),
    );
  });

/** Every option but live migration, whose flip points have a test of their own. */
const others = (from: string, to: string, written: Written): readonly OptionAnswer[] =>
  optionsOf(from, to, written).columns[0]!.options.filter(({ id }) => id !== 'live-migration');

/** A distance is put in by other places. */
const canBePutIn = ({ takes }: OptionWay): boolean => takes.every(({ input }) => input !== 'distance');

describe('what an option would take', () => {
  test('makes it feasible, or keeps it so, and a little less of any value does not', () => {
    let tried = 0;
    fc.assert(
      fc.property(asked, fc.constantFrom('12 ms', '31 ms', '120 ms'), (written, rtt) => {
        const known = { ...written, rtt };
        for (const { id, ways } of others('VIE', 'DUB', known)) {
          for (const way of ways.filter(canBePutIn)) {
            tried++;
            const inside = option(optionsOf('VIE', 'DUB', putAllIn(known, way)), id);
            expect([id, known, way, inside.verdict]).toEqual([id, known, way, 'feasible']);
            for (const index of way.takes.keys()) {
              const outside = option(optionsOf('VIE', 'DUB', justBeyond(known, way, index)), id);
              expect([id, known, way, index, outside.verdict]).not.toEqual([id, known, way, index, 'feasible']);
            }
          }
        }
      }),
      timesAsOften(0.3),
    );
    expect(tried).toBeGreaterThan(100);
  });

  test('as it is printed and typed in again', () => {
    fc.assert(
      fc.property(asked, (written) => {
        const known = { ...written, rtt: '31 ms' };
        for (const { id, ways } of others('VIE', 'DUB', known)) {
          for (const way of ways.filter(
            (one) => canBePutIn(one) && one.takes.every(({ input }) => !input.includes(' + ')),
          )) {
            const typed = way.takes.reduce<Written>((before, take) => {
              const share = take.input.startsWith('bandwidth for ') ? { share: '100 %' } : {};
              return {
                ...before,
                ...share,
                [nameOf(take.input.replace(/ for (?:migration|replication)$/u, ''))]: take.measure.text,
              };
            }, known);
            expect([id, way, option(optionsOf('VIE', 'DUB', typed), id).verdict]).toEqual([id, way, 'feasible']);
          }
        }
      }),
      timesAsOften(0.3),
    );
  });

  test('is enough where nobody gives the round trip', () => {
    fc.assert(
      fc.property(asked, (written) => {
        for (const { id, ways } of others('VIE', 'linz-at', written)) {
          for (const way of ways.filter(canBePutIn)) {
            const inside = option(optionsOf('VIE', 'linz-at', putAllIn(written, way)), id);
            expect([id, written, way, inside.verdict]).toEqual([id, written, way, 'feasible']);
          }
        }
      }),
      timesAsOften(0.3),
    );
  });

  test('of a distance: fibre just that long is as fast as the storage needs', () => {
    const wide = { ...viennaDublin, bandwidth: '10 Gbit/s' };
    const [take] = option(optionsOf('VIE', 'DUB', wide), 'synchronous-stretch').ways[0]!.takes;
    expect(take).toMatchObject({ input: 'distance', passes: 'at most' });
    const distance = take!.measure.value!;
    // Along the equator a degree is 111,319.49 m.
    const at = (length: number) => `0.000000,${(length / 111_319.4908).toFixed(6)}`;
    const over = (length: number) =>
      option(
        optionsOf('0.000000,0.000000', at(length), { ...wide, rtt: `${glassRtt(metres(length)) * 1e3} ms` }),
        'synchronous-stretch',
      ).verdict;
    expect([over(distance * 0.9999), over(distance * 1.0001)]).toEqual(['feasible', 'unsupported']);
  });

  test('of a live migration as well', () => {
    const live = (written: Written) => option(optionsOf('VIE', 'DUB', written), 'live-migration');
    for (const written of [
      viennaDublin,
      { ...viennaDublin, bandwidth: '10 Gbit/s' },
      { ...viennaDublin, platform: 'qemu' },
    ]) {
      const { ways } = live(written);
      expect(ways.length).toBeGreaterThan(3);
      for (const way of ways) {
        expect([way, live(putAllIn(written, way)).verdict]).toEqual([way, 'feasible']);
        expect([way, live(justBeyond(written, way, 0)).verdict]).not.toEqual([way, 'feasible']);
      }
    }
  });

  test('what is undetermined says what is unknown, and every reason is a sentence', () => {
    fc.assert(
      fc.property(asked, maybe(['31 ms']), (written, rtt) => {
        for (const { id, verdict, headline, reasons } of others(
          'VIE',
          'DUB',
          rtt === undefined ? written : { ...written, rtt },
        )) {
          for (const { message } of reasons)
            expect([id, written, message]).toEqual([id, written, expect.stringMatching(/^[a-zD]\S* .*\S$/u)]);
          expect([id, reasons[0]?.verdict]).toEqual([id, verdict]);
          const isOpen = verdict === 'undetermined';
          expect([id, written, headline]).toEqual([
            id,
            written,
            isOpen ? expect.stringMatching(/^(?:feasible|undetermined: )/u) : verdict.replaceAll('-', ' '),
          ]);
        }
      }),
      timesAsOften(1),
    );
  });

  test('a wider link makes no option worse', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 50 }), (written, mbps, times) => {
        const over = (rate: number) => others('VIE', 'DUB', { ...written, rtt: '31 ms', bandwidth: `${rate} Mbit/s` });
        const wider = over(mbps * times);
        for (const [i, { id, verdict }] of over(mbps).entries()) {
          const rank = (one: OptionAnswer['verdict']): number => VERDICTS.indexOf(one);
          expect([id, written, rank(wider[i]!.verdict) >= rank(verdict)]).toEqual([id, written, true]);
        }
      }),
      timesAsOften(0.5),
    );
  });
});
