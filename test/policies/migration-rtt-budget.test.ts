import { ms } from '../../lib/model/units';
import { migrationRttBudget } from '../../policies/migration-rtt-budget';
import {
  declared,
  graphWith,
  linkBetween,
  memberIn,
  memberNowhere,
  moves,
  site,
  siteSomewhere,
  told,
} from '../support/graph';
import { addressesOf, flipPoint, judgeGraph, verdicts } from '../support/judge-graph';

/*
 * On the equator light in glass takes 1.08946 ms a degree: 137 degrees (15,250.8 km) are 149.25 ms, 138 degrees
 * (15,362.1 km) are 150.34 ms; 9.1 degrees are 9.914 ms, 9.2 are 10.023 ms.
 */
const home = site('home', 0, 0);
const at = (degrees: number) => site('away', 0, degrees);

interface Case {
  readonly name: string;
  readonly away?: ReturnType<typeof site>;
  readonly rtt?: number;
  readonly version?: string;
  readonly maxRtt?: string;
  readonly platform?: 'vmotion' | 'hcx-vmotion';
  readonly expected: readonly string[];
}

const judge = ({ away = at(1), rtt, version, maxRtt, platform = 'vmotion' }: Omit<Case, 'name' | 'expected'>) =>
  judgeGraph(
    migrationRttBudget,
    graphWith({
      sites: [home, away],
      links: rtt === undefined ? [] : [linkBetween('home', 'away', { rtt: told(ms(rtt)) })],
      domains: [moves('drs', [memberIn('home'), memberIn('away')], { product: platform })],
    }),
    declared({
      platforms: version === undefined ? {} : { [platform]: version },
      rules: maxRtt === undefined ? {} : { 'migration-rtt-budget': { options: { maxRtt } } },
    }),
  );

const tooFar = ['violation error tooFar'];
const within = ['remark note within'];
const depends = ['undetermined warning dependsOnVersion'];
const likely = ['violation warning likely'];
const open = ['undetermined warning open'];

/** Limits by version: Broadcom KB 310156 (4.x, 5.x, Metro vMotion) and KB 2106949 (6.0 to 6.7). */
const cases: readonly Case[] = [
  { name: 'vMotion 6.7 allows 150 ms', version: '6.7', rtt: 150, expected: within },
  { name: 'vMotion 6.7 does not allow 150.1 ms', version: '6.7', rtt: 150.1, expected: tooFar },
  {
    name: 'vMotion 6.7 over 15,362 km of glass is too far whatever the link',
    version: '6.7',
    away: at(138),
    expected: tooFar,
  },
  {
    name: 'vMotion 6.7 over 15,251 km is likely too far: 149 ms in glass, 234 ms typically',
    version: '6.7',
    away: at(137),
    expected: likely,
  },
  { name: 'vMotion 7.0 is held to 150 ms', version: '7.0 U2', rtt: 151, expected: tooFar },
  { name: 'vMotion 5.5 allows 5 ms in every edition', version: '5.5', rtt: 5, expected: within },
  {
    name: 'vMotion 5.5 with 5.1 ms depends on the edition: Metro vMotion allows 10',
    version: '5.5',
    rtt: 5.1,
    expected: depends,
  },
  { name: 'vMotion 5.5 with 10 ms depends on the edition', version: '5.5', rtt: 10, expected: depends },
  { name: 'vMotion 5.5 allows 10.1 ms in no edition', version: '5.5', rtt: 10.1, expected: tooFar },
  {
    name: 'vMotion 5.5 over 1,024 km of glass is too far in any edition',
    version: '5.5',
    away: at(9.2),
    expected: tooFar,
  },
  {
    name: 'vMotion 5.5 over 1,013 km is likely too far: 9.9 ms in glass, 23.5 ms typically',
    version: '5.5',
    away: at(9.1),
    expected: likely,
  },
  { name: 'vMotion 4.1 allows 5 ms', version: '4.1', rtt: 5, expected: within },
  { name: 'vMotion 4.1 does not allow 5.1 ms', version: '4.1', rtt: 5.1, expected: tooFar },
  { name: 'vMotion 8.0 states no limit: the 150 ms of 6.x hold', version: '8.0', rtt: 150, expected: within },
  { name: 'vMotion 8.0 beyond them is too far', version: '8.0', rtt: 151, expected: tooFar },
  { name: 'without a version 5 ms pass: every version allows them', rtt: 5, expected: within },
  { name: 'without a version 5.1 ms depend on it', rtt: 5.1, expected: depends },
  { name: 'without a version 150 ms depend on it', rtt: 150, expected: depends },
  { name: 'without a version 150.1 ms are too far for all that publish a limit', rtt: 150.1, expected: tooFar },
  { name: 'a lower option holds for every version', version: '6.7', rtt: 11, maxRtt: '10 ms', expected: tooFar },
  {
    name: 'a higher option does not lift what the vendor publishes',
    version: '6.7',
    rtt: 160,
    maxRtt: '200 ms',
    expected: tooFar,
  },
  {
    name: 'a higher option lifts the limit of a version that publishes none',
    version: '8.0',
    rtt: 160,
    maxRtt: '200 ms',
    expected: within,
  },
  {
    name: 'a higher option decides nothing where the version is missing',
    rtt: 160,
    maxRtt: '200 ms',
    expected: depends,
  },
  { name: 'HCX publishes no limit: 150 ms pass', platform: 'hcx-vmotion', rtt: 150, expected: within },
  { name: 'HCX beyond the option is too far', platform: 'hcx-vmotion', rtt: 151, expected: tooFar },
  {
    name: 'vMotion 6.7 over 2,226 km is within: three times what is typical',
    version: '6.7',
    away: at(20),
    expected: within,
  },
  { name: 'vMotion 6.7 over 5,009 km is undetermined', version: '6.7', away: at(45), expected: open },
  {
    name: 'vMotion 5.5 over 67 km depends on the edition: 5 or 10 ms',
    version: '5.5',
    away: at(0.7),
    expected: depends,
  },
  { name: 'sites without position or round trip are undecided', away: siteSomewhere('away'), expected: open },
];

test.each(cases)('$name', ({ expected, ...design }) => {
  expect(verdicts(judge(design))).toEqual(expected);
});

test('moves within one site are no finding', () => {
  const domains = [moves('drs', [memberIn('home', 'host.1'), memberIn('home', 'host.2')])];
  expect(judgeGraph(migrationRttBudget, graphWith({ sites: [home], domains }))).toEqual([]);
});

test('a host whose site is unknown leaves the domain undecided', () => {
  const domains = [moves('drs', [memberIn('home'), memberNowhere()])];
  expect(verdicts(judgeGraph(migrationRttBudget, graphWith({ sites: [home], domains })))).toEqual(open);
});

test("the vendor's limit is cited with the row that states it, and the verdict's turning point is that limit", () => {
  const [finding] = judge({ version: '6.7', rtt: 160 });
  expect(finding?.evidence.limit?.source.id).toBe('vmotion-6-long-distance');
  expect(flipPoint(finding, 'round trip')).toBeCloseTo(0.15, 9);
  expect(addressesOf(finding)).toEqual(['drs.made', 'host.away', 'host.home']);
});

test('where only the version is missing, the finding says so and shows the strictest limit', () => {
  const [finding] = judge({ rtt: 50 });
  expect(finding?.evidence.toDecide?.join()).toContain('platforms.vmotion');
  expect(finding?.evidence.limit?.measure.value).toBeCloseTo(0.005, 9);
});
