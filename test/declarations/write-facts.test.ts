import { fileAddress } from '../../lib/findings/file-address';
import type { FactsDraft } from '../../lib/declarations/facts-draft';
import { readFacts } from '../../lib/declarations/read-facts';
import { writeFacts } from '../../lib/declarations/write-facts';
import { yamlScalar } from '../../lib/declarations/yaml-text';
import { UniqueNames } from '../../lib/questions/unique-names';
import { fc } from '../support/property';

const nothing: FactsDraft = { sites: [], links: [], workloads: [], platforms: [], beyond: [] };

const decides = [
  { ruleId: 'migration-converges', findings: 3 },
  { ruleId: 'migration-rtt-budget', findings: 1 },
];

const draft: FactsDraft = {
  sites: [
    {
      id: 'host-37',
      title: 'host-37',
      asksPlace: true,
      match: [{ kind: 'name', glob: 'host-37' }],
      isToConfirm: false,
      decides,
    },
    {
      id: 'perth',
      title: 'Perth',
      asksPlace: true,
      guess: { at: 'perth', from: 'datacenter Perth' },
      match: [{ kind: 'datacenter', name: 'Perth' }],
      isToConfirm: false,
      decides: [{ ruleId: 'migration-rtt-budget', findings: 1 }],
    },
    {
      id: 'web',
      title: 'web',
      asksPlace: true,
      match: [{ kind: 'name', glob: 'web-*' }],
      isToConfirm: true,
      decides: [{ ruleId: 'broadcast-domain-single-site', findings: 1 }],
    },
    {
      id: 'ireland',
      title: 'Ireland (aws:eu-west-1)',
      at: 'aws:eu-west-1',
      asksPlace: false,
      match: [{ kind: 'region', provider: 'aws', code: 'eu-west-1' }],
      isToConfirm: false,
      decides: [],
    },
  ],
  links: [
    { between: ['host-37', 'ireland'], asks: ['rtt', 'share'], decides },
    { between: ['ireland', 'web'], asks: ['rtt'], decides },
  ],
  workloads: [
    { id: 'erp', asks: ['dirtyRate'], match: [{ kind: 'name', glob: 'erp-*' }], decides },
    { id: 'machines', asks: ['memory'], match: [], decides },
  ],
  platforms: [{ product: 'vmotion', decides }],
  beyond: ['the value of vsan_enabled of cluster.x (known after apply)'],
};

test('a first facts file holds what is asked for, with what it decides, and what is known as it is', () => {
  expect(writeFacts(draft)).toBe(`# yaml-language-server: $schema=${fileAddress('schemas/lightbound.facts.schema.json')}
# What the infrastructure does not state. Written by \`lightbound init\`.
version: 1

sites:
  host-37:
    # TODO decides 3 findings of migration-converges, 1 of migration-rtt-budget
    # at: # such as VIE, vienna, aws:eu-central-1 or { latitude: 48.2082, longitude: 16.3738 }
    match:
      - name: host-37
  perth:
    # TODO Perth; decides 1 finding of migration-rtt-budget
    # at: # perth, if datacenter Perth stands there: nothing but its name says so
    match:
      - datacenter: Perth
  # TODO decides 1 finding of broadcast-domain-single-site
  # web:
  #   at: # such as VIE, vienna, aws:eu-central-1 or { latitude: 48.2082, longitude: 16.3738 }
  #   match:
  #     - name: "web-*"
  ireland:
    # Ireland (aws:eu-west-1)
    at: aws:eu-west-1
    match:
      - region: aws:eu-west-1

links:
  - between: [host-37, ireland]
    # TODO decides 3 findings of migration-converges, 1 of migration-rtt-budget
    # rtt: # such as 31 ms; \`ping -c 100 <host>\` between the migration interfaces; the minimum is the path without queues
    # migrationShare: # such as 40 %; the share that a shaper, a traffic class or Network I/O Control reserves for migration
  # TODO decides 3 findings of migration-converges, 1 of migration-rtt-budget
  # - between: [ireland, web]
  #   rtt: # such as 31 ms; \`ping -c 100 <host>\` between the migration interfaces; the minimum is the path without queues

workloads:
  erp:
    # TODO decides 3 findings of migration-converges, 1 of migration-rtt-budget
    # dirtyRate: # such as 200 MiB/s; \`virsh domdirtyrate-calc <domain> --seconds 1\` at peak load, then \`virsh domstats <domain> --dirtyrate\`; vMotion has no such command
    # workingSet: # may be left out, which means all memory to send, the worst case; such as 4 GiB; \`virsh domdirtyrate-calc\` over longer and longer periods: the value at which rate x period stops growing
    match:
      - name: "erp-*"
  # TODO decides 3 findings of migration-converges, 1 of migration-rtt-budget
  # machines:
  #   memory: # such as 64 GiB; \`govc vm.info <vm>\` or \`virsh dominfo <domain>\`

# platforms:
  # TODO decides 3 findings of migration-converges, 1 of migration-rtt-budget
  # vmotion: # the version in use, in quotes, such as "9.0"

# What this file cannot state, and findings hang on:
# the value of vsan_enabled of cluster.x (known after apply)
`);
});

test('it is read without an error, and declares what is known', () => {
  const { declarations, errors } = readFacts(writeFacts(draft), 'lightbound.yaml');
  expect(errors).toEqual([]);
  expect(declarations.sites.map(({ id }) => id)).toEqual(['host-37', 'perth', 'ireland']);
  expect(declarations.links.map(({ between }) => between)).toEqual([['host-37', 'ireland']]);
});

test('a field that lost its # and has no value is refused with what to write', () => {
  const text = writeFacts(draft).replace('# at: # such as', 'at: # such as');
  expect(readFacts(text, 'f').errors).toMatchObject([
    { path: 'sites.host-37.at', message: expect.stringContaining('is empty: write') },
  ]);
});

test('where nothing is asked for, the file still holds its version and is read', () => {
  expect(readFacts(writeFacts(nothing), 'f').errors).toEqual([]);
});

test('what the reader would refuse is left out', () => {
  const site = { asksPlace: true, isToConfirm: false, decides: [] };
  const text = writeFacts({
    ...nothing,
    sites: [
      { ...site, id: 'a', title: 'a', at: 'atlantis!', match: [{ kind: 'cidr', cidr: '10.0.0.0/8' }] },
      {
        ...site,
        id: 'b',
        title: 'b',
        match: [
          { kind: 'cidr', cidr: '10.0.0.0/8' },
          { kind: 'name', glob: 'b' },
        ],
      },
    ],
  });
  const { declarations, errors } = readFacts(text, 'f');
  expect(errors).toEqual([]);
  expect(declarations.sites.map(({ match }) => match)).toEqual([
    [{ kind: 'cidr', cidr: '10.0.0.0/8' }],
    [{ kind: 'name', glob: 'b' }],
  ]);
  expect(text).not.toContain('atlantis');
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
  const workloads = fc.array(fc.record({ id: hostile, match: fc.array(matcher, { maxLength: 2 }) }), { maxLength: 2 });
  const drafts = fc
    .record({
      sites: fc.array(
        fc.record({
          id: hostile,
          title: hostile,
          at: place,
          asksPlace: fc.boolean(),
          isToConfirm: fc.boolean(),
          match: fc.array(siteMatcher, { maxLength: 3 }),
        }),
        { minLength: 2, maxLength: 4 },
      ),
      workloads,
      beyond: fc.array(hostile, { maxLength: 2 }),
    })
    .map(({ sites, workloads: classes, beyond }): FactsDraft => {
      const names = [new UniqueNames([]), new UniqueNames([])] as const;
      const places = sites.map(({ at, id, ...rest }) => ({
        ...rest,
        id: names[0].take(id),
        ...(at === undefined ? {} : { at }),
        decides,
      }));
      const [a = '', b = ''] = places.map(({ id }) => id);
      return {
        sites: places,
        links: [{ between: [a, b], asks: ['rtt', 'bandwidth'], decides }],
        workloads: classes.map(({ id, match }) => ({ id: names[1].take(id), asks: ['memory'], match, decides })),
        platforms: [],
        beyond,
      };
    });

  test('never make a file that the reader refuses, nor lose an entry', () => {
    fc.assert(
      fc.property(drafts, (hostileDraft) => {
        const text = writeFacts(hostileDraft);
        const { declarations, errors } = readFacts(text, 'f');
        expect(errors).toEqual([]);
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u3164]/u);
        const entries = [...hostileDraft.sites, ...hostileDraft.workloads].map(({ id }) => id);
        for (const id of entries) expect(text).toContain(`${yamlScalar(id)}:\n`);
        expect(declarations.sites.length).toBeLessThanOrEqual(hostileDraft.sites.length);
        expect(writeFacts(hostileDraft)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});
