import type { Finding } from '../../lib/findings/finding';
import type { Site } from '../../lib/graph/site';
import type { Workload } from '../../lib/graph/workload';
import type { LinkRecord } from '../../lib/link/link-record';
import { readLink } from '../../lib/link/read-options';
import { factNames, inputRow, type FactName, type FactOwner } from '../../lib/model/inputs';
import { rules } from '../../policies';
import { declared, graphWith, linkBetween, memberIn, moves, told, workload } from '../support/graph';
import { evaluateGraph } from '../support/judge-graph';
import { recordOf } from './ask';

/*
 * `check` and `link` are asked the same: once as a graph of two sites with a domain that moves machines between them, once
 * as places and options. Neither knows of the other here, and both must come to the same verdict, by the same limits and steps.
 */
type Written = Readonly<Record<string, string>>;

interface Case {
  readonly ends: readonly [string, string];
  /** Of link and machine, as options of `lightbound link`. */
  readonly written: Written;
  readonly machine: boolean;
  readonly platform: 'vmotion' | 'hcx-vmotion';
  readonly version: string | undefined;
  /** Of both rules that have a limit as an option. */
  readonly policy: { readonly maxRtt?: string; readonly minBandwidth?: string };
}

type Outcome = 'fails' | 'undetermined' | 'throttled' | 'passes';

/** The inputs of an owner as a graph holds them, read as the command line reads them. */
function factsOf(owner: FactOwner, written: Written): object {
  const { read, errors } = readLink('VIE', 'DUB', written);
  if (read === undefined) throw new Error(errors.map(({ message }) => message).join());
  return Object.fromEntries(
    (factNames[owner] as readonly FactName[]).flatMap((name) => {
      const value = (read.values as Readonly<Record<string, unknown>>)[name];
      return value === undefined ? [] : [[name, told(value)]];
    }),
  );
}

function sitesOf(ends: Case['ends']): readonly [Site, Site] {
  const places = readLink(...ends, {}).read!.ends;
  const [a, b] = places.map(({ name, position }, index): Site => {
    const known = told<typeof position>(position);
    // In the order of the ends, as the sites of a graph are in that of their ids.
    return { id: `${index}`, name, position: known, origin: { kind: 'default', reason: 'as the test says' } };
  });
  return [a!, b!];
}

function check({ ends, written, machine, platform, version, policy }: Case): readonly Finding[] {
  const sites = sitesOf(ends);
  const [a, b] = sites.map(({ id }) => id) as [string, string];
  const { rateCap, ...rest } = written;
  const cap = readLink('VIE', 'DUB', rateCap === undefined ? {} : { rateCap }).read?.values.rateCap;
  const erp: Workload = workload('erp', factsOf('workload', rest));
  const { maxRtt, minBandwidth } = policy;
  const { findings, errors } = evaluateGraph(
    rules.filter(({ id }) => id !== 'broadcast-domain-single-site'),
    graphWith({
      sites,
      links: [linkBetween(a, b, factsOf('link', rest))],
      domains: [
        moves('drs', [memberIn(a), memberIn(b)], {
          product: platform,
          ...(cap === undefined ? {} : { rateCap: told(cap) }),
        }),
      ],
      workloads: machine ? [erp] : [],
    }),
    declared({
      platforms: version === undefined ? {} : { [platform]: version },
      rules: {
        'migration-rtt-budget': { options: maxRtt === undefined ? {} : { maxRtt } },
        'migration-bandwidth-floor': { options: minBandwidth === undefined ? {} : { minBandwidth } },
      },
    }),
  );
  expect(errors).toEqual([]);
  return findings;
}

const link = ({ ends, written, platform, version, policy }: Case): LinkRecord =>
  recordOf(...ends, { ...written, ...policy, platform: version === undefined ? platform : `${platform}@${version}` });

/** What only a secondary source or a typical route breaks is broken for certain by neither: `check` warns, `link` leaves it open. */
function outcomeOfCheck(findings: readonly Finding[]): Outcome {
  const has = (isOne: (finding: Finding) => boolean): boolean => findings.some(isOne);
  if (has(({ outcome, level }) => outcome === 'violation' && level === 'error')) return 'fails';
  const warns = ['tooFar', 'tooNarrow', 'likely'];
  if (has(({ outcome, messageId }) => outcome === 'undetermined' || warns.includes(messageId))) return 'undetermined';
  return has(({ messageId }) => messageId === 'throttled') ? 'throttled' : 'passes';
}

function outcomeOfLink({ verdict }: LinkRecord): Outcome {
  if (verdict === 'feasible') return 'passes';
  if (verdict === 'feasible-when-throttled') return 'throttled';
  return verdict === 'undetermined' ? 'undetermined' : 'fails';
}

/** Each limit that is broken or open, with its number and who says so. */
function limitsOfCheck(findings: readonly Finding[]): readonly string[] {
  const held = findings.filter(({ messageId }) => ['tooFar', 'tooNarrow', 'dependsOnVersion'].includes(messageId));
  return held
    .map(({ evidence: { limit }, ruleId }) => {
      const name = ruleId === 'migration-rtt-budget' ? 'round trip' : 'bandwidth for migration';
      return `${name} ${limit?.measure.text ?? ''} ${limit?.source.id ?? 'policy'}`;
    })
    .sort();
}

function limitsOfLink({ reasons }: LinkRecord): readonly string[] {
  const names: Readonly<Record<string, string>> = {
    'rtt-within-platform-limit': 'round trip',
    'platform-rtt-limit-open': 'round trip',
    'bandwidth-above-platform-minimum': 'bandwidth for migration',
    'platform-bandwidth-open': 'bandwidth for migration',
  };
  const broken = new Set(reasons.filter(({ verdict }) => verdict === 'unsupported').map(({ id }) => names[id]));
  return reasons
    .flatMap(({ id, verdict, limit, message }) => {
      const name = names[id];
      // What is certainly broken needs no word on what another version says.
      if (name === undefined || (verdict === 'undetermined' && broken.has(name))) return [];
      return [`${name} ${limit?.text ?? ''} ${/\[([\w-]+)\]/.exec(message)?.[1] ?? 'policy'}`];
    })
    .sort();
}

/** Steps of the findings that the record has not, or in other words. */
function strangeSteps(findings: readonly Finding[], { steps }: LinkRecord): readonly string[] {
  const line = ({ name, formula, working, result, source }: LinkRecord['steps'][number]): string =>
    [name, formula, working, result.text, source].join(' = ');
  const known = new Set(steps.map(line));
  return findings.flatMap(({ evidence }) => evidence.steps.map(line)).filter((one) => !known.has(one));
}

const describeCase = ({ ends, written, machine, platform, version, policy }: Case): string =>
  JSON.stringify({ ends, written, machine, platform, version, policy });

const machines: readonly (readonly [string, Written])[] = [
  ['no machine', {}],
  ['memory alone', { memory: '64 GiB' }],
  [
    'a calm one',
    { memory: '64 GiB', nonZeroShare: '50 %', dirtyRate: '1 MiB/s', disk: '20 GiB', diskChurn: '1 MiB/s' },
  ],
  ['a busy one', { memory: '64 GiB', dirtyRate: '100 MiB/s', workingSet: '8 GiB' }],
  ['a wild one', { memory: '64 GiB', dirtyRate: '2 GiB/s', writes: 'cyclic' }],
  ['a measured one', { memory: '64 GiB', dirtyCurve: '1 s: 50 MiB, 10 s: 200 MiB' }],
];

const linksOf = (
  roundTrips: readonly (string | undefined)[],
  bandwidths: readonly (string | undefined)[],
): readonly Written[] =>
  roundTrips.flatMap((rtt) =>
    bandwidths.map((bandwidth) => ({
      ...(rtt === undefined ? {} : { rtt }),
      ...(bandwidth === undefined ? {} : { bandwidth }),
    })),
  );

/** 4 and 8 ms are faster than light between Amsterdam and Madrid. */
const links = linksOf(
  [undefined, '4 ms', '8 ms', '31 ms', '170 ms'],
  [undefined, '200 Mbit/s', '300 Mbit/s', '10 Gbit/s'],
);
const fewLinks = linksOf([undefined, '31 ms', '170 ms'], [undefined, '300 Mbit/s', '1 Gbit/s']);

const further: readonly Written[] = [
  { share: '40 %', mtu: '9000', overlay: 'vxlan' },
  { window: '4 MiB', streams: '2' },
  { loss: '0.01 %' },
  { loss: '0.01 %', congestionControl: 'bbr', queue: '1 MiB' },
  { rateCap: '100 Mbit/s' },
  { rateCap: '500 Mbit/s' },
];

const platforms: readonly Pick<Case, 'platform' | 'version'>[] = [
  ...[undefined, '4.1', '5.5', '6.7', '7.0', '8.0', '9.0'].map(
    (version) => ({ platform: 'vmotion', version }) as const,
  ),
  { platform: 'hcx-vmotion', version: undefined },
];

const policies: readonly Case['policy'][] = [{}, { maxRtt: '200 ms', minBandwidth: '100 Mbit/s' }, { maxRtt: '20 ms' }];

/** Links and machines with the default policy, near and far and farther than any limit; further inputs and policies. */
const casesOf = (of: Pick<Case, 'platform' | 'version'>): readonly Case[] => {
  const [none, , calm, busy] = machines.map(([, machine]) => machine);
  const one = (ends: Case['ends'], written: Written, machine: Written, policy: Case['policy'] = {}): Case => ({
    ...of,
    ends,
    written: { ...written, ...machine },
    machine: machine !== none,
    policy,
  });
  return [
    ...links.flatMap((written) => machines.map(([, machine]) => one(['AMS', 'MAD'], written, machine))),
    ...links.flatMap((written) => [one(['VIE', '48.15,17.11'], written, calm!), one(['VIE', 'SYD'], written, none!)]),
    ...fewLinks.flatMap((written) =>
      [...further, {}].flatMap((more) =>
        policies.map((policy) =>
          one(['AMS', 'MAD'], { ...written, ...more }, policy === policies[0] ? busy! : calm!, policy),
        ),
      ),
    ),
  ];
};

describe.each(platforms)('$platform $version', (platform) => {
  const asked = casesOf(platform).map((one) => ({ one, findings: check(one), record: link(one) }));
  const differing = (same: (entry: (typeof asked)[number]) => readonly [unknown, unknown]): readonly string[] =>
    asked.flatMap((entry) => {
      const [ofCheck, ofLink] = same(entry).map((value) => JSON.stringify(value));
      return ofCheck === ofLink ? [] : [`${describeCase(entry.one)}: check ${ofCheck}, link ${ofLink}`];
    });

  test('comes to the same outcome', () => {
    expect(differing(({ findings, record }) => [outcomeOfCheck(findings), outcomeOfLink(record)])).toEqual([]);
    // Each outcome is among them, or the comparison would say little.
    expect(new Set(asked.map(({ record }) => outcomeOfLink(record))).size).toBeGreaterThanOrEqual(3);
  });

  test('is held against the same limits', () => {
    expect(differing(({ findings, record }) => [limitsOfCheck(findings), limitsOfLink(record)])).toEqual([]);
  });

  test('is worked out in the same steps and words', () => {
    expect(differing(({ findings, record }) => [strangeSteps(findings, record), []])).toEqual([]);
  });
});

test('170 ms and 200 Mbit/s under vMotion 8 are two errors to check, and unsupported to link', () => {
  const one: Case = {
    ends: ['AMS', 'MAD'],
    written: { rtt: '170 ms', bandwidth: '200 Mbit/s', ...machines[2]![1] },
    machine: true,
    platform: 'vmotion',
    version: '8.0',
    policy: {},
  };
  const errors = check(one).filter(({ level, outcome }) => level === 'error' && outcome === 'violation');
  expect(errors.map(({ ruleId, messageId }) => `${ruleId} ${messageId}`)).toEqual([
    'migration-bandwidth-floor tooNarrow',
    'migration-rtt-budget tooFar',
  ]);
  const { verdict, reasons } = link(one);
  expect([verdict, reasons.slice(0, 2).map(({ id }) => id)]).toEqual([
    'unsupported',
    ['rtt-within-platform-limit', 'bandwidth-above-platform-minimum'],
  ]);
});

test('a bandwidth that is unknown is asked for by both together with what else the verdict then hangs on', () => {
  const one: Case = {
    ends: ['AMS', 'MAD'],
    written: { rtt: '31 ms', ...machines[3]![1] },
    machine: true,
    platform: 'vmotion',
    version: '8.0',
    policy: {},
  };
  const open = check(one).find(({ ruleId }) => ruleId === 'migration-converges');
  const asked = open?.evidence.toDecide?.map((text) => /^the (.*) of link /.exec(text)?.[1]);
  expect([open?.outcome, asked]).toEqual(['undetermined', ['bandwidth', 'loss', 'window']]);
  expect(link(one).unknowns.map(({ input }) => input)).toEqual(asked);
});

test('every input of the facts file is asked of both, or changes no number', () => {
  const asked = new Set([...links, ...further, ...machines.map(([, machine]) => machine)].flatMap(Object.keys));
  const left = [...factNames.link, ...factNames.workload].filter((name) => !asked.has(name));
  expect(left.map((name) => inputRow(name).noun)).toEqual(['day of measurement']);
});
