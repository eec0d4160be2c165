import { fileAddress } from '../../lib/findings/file-address';
import type { FactsDraft } from '../../lib/declarations/facts-draft';
import { readFacts } from '../../lib/declarations/read-facts';
import { writeFacts } from '../../lib/declarations/write-facts';
import { fc } from '../support/property';

const nothing: FactsDraft = { sites: [], links: [], unplaced: [], workloads: [], platforms: [] };

const draft: FactsDraft = {
  sites: [
    { id: 'vienna', name: 'Vienna', at: 'VIE', match: [{ kind: 'datacenter', name: 'Vienna' }] },
    {
      id: 'aws:eu-west-1',
      name: 'Europe (Ireland)',
      at: 'aws:eu-west-1',
      match: [{ kind: 'region', provider: 'aws', code: 'eu-west-1' }],
    },
    { id: 'dc/Graz 2', name: 'dc/Graz 2', match: [] },
  ],
  links: [
    { between: ['vienna', 'aws:eu-west-1'], bandwidth: '10 Gbit/s', foundAs: 'aws_dx_connection.main' },
    { between: ['vienna', 'dc/Graz 2'], foundAs: 'equinix_fabric_connection.graz' },
    { between: ['aws:eu-west-1', 'vienna'], bandwidth: '1 Gbit/s', foundAs: 'aws_dx_connection.backup' },
  ],
  unplaced: [{ address: 'aws_instance.a', because: 'its site is unknown' }],
  workloads: [{ id: 'erp', memory: '64 GiB', match: [{ kind: 'name', glob: 'erp-*' }] }],
  platforms: ['vmotion'],
};

test('a first facts file holds what was seen, and a mark at every gap', () => {
  expect(writeFacts(draft)).toBe(`# yaml-language-server: $schema=${fileAddress('schemas/lightbound.facts.schema.json')}
# What the infrastructure does not state. Written by \`lightbound init\`; fill in what is marked TODO.
version: 1

sites:
  vienna:
    # Vienna
    at: VIE
    match:
      - datacenter: Vienna
  aws:eu-west-1:
    # Europe (Ireland)
    at: aws:eu-west-1
    match:
      - region: aws:eu-west-1
  dc-Graz-2:
    # dc/Graz 2
    # TODO at: where it stands, such as VIE, aws:eu-central-1 or {latitude: 48.2082, longitude: 16.3738}
    # TODO match: how to recognise what belongs to it, such as - name: "esx-*.vie.*"
    match: []

# TODO: these stand in no site yet. Match them above, or tag them lightbound:site=<site>.
# aws_instance.a: its site is unknown

links:
  - between: [vienna, aws:eu-west-1]
    # seen as aws_dx_connection.main
    # TODO rtt: such as 31 ms; \`ping -c 100 <host>\` between the migration interfaces; the minimum is the path without queues
    bandwidth: 10 Gbit/s
    # TODO migrationShare: such as 40 %; the share that a shaper, a traffic class or Network I/O Control reserves for migration
    # TODO loss: such as 0.01 %; \`iperf3 -c <host> -u -b <rate> -t 60\` with a rate below the bandwidth: lost / total datagrams
    # TODO mtu: such as 1500; \`ping -M do -s 1472 <host>\`, on ESXi \`vmkping -d -s 1472 <host>\`: the largest size that passes, plus 28
    # TODO overlay: such as vxlan; the configuration of the tunnel; on Linux \`ip -d link show\` names its type
    # TODO window: such as 4 MiB; \`ss -ti\` on the sender of a long transfer: \`unacked\` x \`mss\`
    # TODO streams: such as 4; the setting of the platform; with \`virsh migrate --parallel\` it is \`--parallel-connections\`
    # TODO queue: such as 1 MiB; the buffer of the port or shaper; or the increase of the \`ping\` time while \`iperf3\` runs, x bandwidth / 8
    # TODO congestionControl: such as loss-based; \`sysctl net.ipv4.tcp_congestion_control\` on the sender: bbr, or else loss-based
    # TODO measuredOn: such as 2026-10-01; the day on which round trip and loss were measured
  - between: [vienna, dc-Graz-2]
    # seen as equinix_fabric_connection.graz
    # TODO rtt: such as 31 ms; \`ping -c 100 <host>\` between the migration interfaces; the minimum is the path without queues
    # TODO bandwidth: such as 10 Gbit/s; the contract, or \`iperf3 -c <host> -P 8 -t 60\`, which reports payload: at an MTU of 1500 divide by 0.94
    # TODO migrationShare: such as 40 %; the share that a shaper, a traffic class or Network I/O Control reserves for migration
    # TODO loss: such as 0.01 %; \`iperf3 -c <host> -u -b <rate> -t 60\` with a rate below the bandwidth: lost / total datagrams
    # TODO mtu: such as 1500; \`ping -M do -s 1472 <host>\`, on ESXi \`vmkping -d -s 1472 <host>\`: the largest size that passes, plus 28
    # TODO overlay: such as vxlan; the configuration of the tunnel; on Linux \`ip -d link show\` names its type
    # TODO window: such as 4 MiB; \`ss -ti\` on the sender of a long transfer: \`unacked\` x \`mss\`
    # TODO streams: such as 4; the setting of the platform; with \`virsh migrate --parallel\` it is \`--parallel-connections\`
    # TODO queue: such as 1 MiB; the buffer of the port or shaper; or the increase of the \`ping\` time while \`iperf3\` runs, x bandwidth / 8
    # TODO congestionControl: such as loss-based; \`sysctl net.ipv4.tcp_congestion_control\` on the sender: bbr, or else loss-based
    # TODO measuredOn: such as 2026-10-01; the day on which round trip and loss were measured
# aws_dx_connection.backup, between [aws:eu-west-1, vienna], 1 Gbit/s, is left out: the link between "aws:eu-west-1" and "vienna" is declared twice, first as links[0]

workloads:
  erp:
    memory: 64 GiB
    # TODO nonZeroShare: such as 80 %; \`query-migrate\` after a trial migration, where \`duplicate\` counts pages of zeroes; or, as a lower bound, \`available\` - \`unused\` of \`virsh dommemstat <domain>\`
    # TODO dirtyRate: such as 200 MiB/s; \`virsh domdirtyrate-calc <domain> --seconds 1\` at peak load, then \`virsh domstats <domain> --dirtyrate\`; vMotion has no such command
    # TODO workingSet: such as 4 GiB; \`virsh domdirtyrate-calc\` over longer and longer periods: the value at which rate x period stops growing
    # TODO writes: such as random; cyclic only if the guest is known to write one page after the other, such as into a ring buffer
    # TODO dirtyCurve: such as [{ within: 1 s, dirtied: 200 MiB }, { within: 10 s, dirtied: 1 GiB }]; \`virsh domdirtyrate-calc\` over several periods: each rate x period is a point
    # TODO disk: such as 500 GiB; \`govc device.info -vm <vm> disk-*\` or \`virsh domblkinfo <domain> <device>\`
    # TODO diskChurn: such as 5 MiB/s; at most the growth per second of \`wr_bytes\` of \`virsh domblkstat <domain> <device>\`
    match:
      - name: "erp-*"

# TODO platforms: limits depend on the version, such as
# platforms:
#   vmotion: "8.0"
`);
});

test('a first facts file is read without an error, and gives back what was seen', () => {
  const { declarations, errors } = readFacts(writeFacts(draft), 'lightbound.yaml');
  expect(errors).toEqual([]);
  expect(declarations.sites.map(({ id }) => id)).toEqual(['vienna', 'aws:eu-west-1', 'dc-Graz-2']);
  expect(declarations.sites[1]?.match).toEqual(draft.sites[1]?.match);
  expect(declarations.links).toHaveLength(2);
  expect(declarations.links[0]?.bandwidth).toMatchObject({ known: true, value: 10e9 });
});

test('where nothing was seen, the file still holds its version and is read', () => {
  expect(readFacts(writeFacts(nothing), 'f').errors).toEqual([]);
});

test('what the reader would refuse stands as a comment, with the reason', () => {
  const text = writeFacts({
    ...nothing,
    sites: [
      {
        id: 'a',
        name: 'a',
        at: 'atlantis!',
        match: [
          { kind: 'region', provider: 'aws', code: 'eu-centrl-1' },
          { kind: 'cidr', cidr: '10.0.0.0/8' },
        ],
      },
      {
        id: 'b',
        name: 'b',
        position: { latitude: Number.NaN, longitude: 0 },
        match: [{ kind: 'cidr', cidr: '10.0.0.0/8' }],
      },
    ],
    links: [
      { between: ['a', 'b'], bandwidth: 'fast', foundAs: 'x' },
      { between: ['a', 'c'], foundAs: 'y\nsites: {}' },
    ],
  });
  expect(readFacts(text, 'f').errors).toEqual([]);
  expect(text).toContain('    # TODO at: where it stands');
  expect(text).toContain('# TODO - region: aws:eu-centrl-1: "aws:eu-centrl-1" is not in the reference data');
  expect(text).toContain('# TODO - cidr: 10.0.0.0/8: matches the same resources as sites.a.match[1]');
  expect(text).toContain('at an MTU of 1500 divide by 0.94; "fast" does not begin with a number');
  expect(text).toContain('# y sites: {}, between [a, c], is left out: site "c" is not declared');
});

describe('names from infrastructure', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'Vienna',
      'vienna',
      'z\u00FCrich',
      'zu\u0308rich',
      'yes',
      'null',
      '1',
      '1e3',
      '- a',
      'a: b',
      'a #b',
      '"',
      "'",
      '{',
      '&a',
      '*a',
      '!a',
      '%',
      '\u2028',
      '\uFEFF',
      '\uFFFD',
      '<<',
      '=',
      '~',
      'a\nb',
      '\u0085',
      '\u202Eevil',
      'a\u200Bb',
      'tag\u{E0041}',
      '\u3164',
    ),
  );
  const place = fc.option(fc.oneof(fc.constantFrom('VIE', 'aws:eu-central-1'), hostile), { nil: undefined });
  const matcher = fc.oneof(
    fc.record({ kind: fc.constant('name' as const), glob: hostile }),
    fc.record({ kind: fc.constant('tag' as const), key: hostile, value: hostile }),
  );
  const siteMatcher = fc.oneof(
    matcher,
    fc.record({ kind: fc.constant('datacenter' as const), name: hostile }),
    fc.record({
      kind: fc.constant('cidr' as const),
      cidr: fc.oneof(hostile, fc.constantFrom('10.0.0.0/8', '10.1.1.1/8', 'fd00::/8')),
    }),
    fc.record({ kind: fc.constant('region' as const), provider: fc.constantFrom('aws', 'x', ''), code: hostile }),
  );
  const drafts = fc
    .record({
      sites: fc.array(
        fc.record({ id: hostile, name: hostile, at: place, match: fc.array(siteMatcher, { maxLength: 3 }) }),
        { maxLength: 4 },
      ),
      ends: fc.array(fc.tuple(fc.nat(3), fc.nat(3), hostile, fc.option(hostile, { nil: undefined })), { maxLength: 4 }),
      unplaced: fc.array(fc.record({ address: hostile, because: hostile }), { maxLength: 2 }),
      workloads: fc.array(fc.record({ id: hostile, memory: hostile, match: fc.array(matcher, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
      platforms: fc.array(hostile, { maxLength: 2 }),
    })
    .map(({ sites, ends, ...rest }): FactsDraft => ({
      ...rest,
      sites: sites.map(({ at, ...site }) => ({ ...site, ...(at === undefined ? {} : { at }) })),
      links: ends.map(([a, b, foundAs, bandwidth]) => ({
        between: [sites[a]?.id ?? 'x', sites[b]?.id ?? 'y'],
        foundAs,
        ...(bandwidth === undefined ? {} : { bandwidth }),
      })),
    }));

  test('never make a file that the reader refuses, nor lose a site', () => {
    fc.assert(
      fc.property(drafts, (hostileDraft) => {
        const text = writeFacts(hostileDraft);
        const { declarations, errors } = readFacts(text, 'f');
        expect(errors).toEqual([]);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u3164]/u);
        expect(declarations.sites).toHaveLength(hostileDraft.sites.length);
        expect(writeFacts(hostileDraft)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});
