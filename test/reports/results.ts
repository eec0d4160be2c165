import type { Finding } from '../../lib/findings/finding';
import type { RunResult } from '../../lib/findings/run-result';

const cluster = {
  address: 'vsphere_compute_cluster.far',
  type: 'vsphere_compute_cluster',
  path: 'vsan_stretched_cluster[0].secondary_fault_domain_host_ids',
  file: 'main.tf',
  line: 61,
};

/** A round trip beyond the platform's limit, with every kind of evidence. */
export const tooFar: Finding = {
  ruleId: 'migration-rtt-budget',
  level: 'error',
  category: 'live-migration',
  outcome: 'violation',
  confidence: 'certain',
  messageId: 'tooFar',
  message:
    'vMotion between Amsterdam and Madrid: the round trip is at least 14.0 ms, and vSphere 5 supports 5 ms. No link between these sites can be fast enough.',
  resources: [
    cluster,
    { address: 'vsphere_vnic.vmotion_far', type: 'vsphere_vnic', path: 'services', file: 'main.tf', line: 103 },
    { address: 'data.vsphere_host.madrid[0]', type: 'vsphere_host' },
  ],
  evidence: {
    given: [
      {
        name: 'Amsterdam',
        measure: { value: 25000, unit: 'm', text: '± 25 km' },
        from: 'lightbound.yaml:3:5 sites.ams',
      },
      { name: 'Madrid', measure: { value: 25000, unit: 'm', text: '± 25 km' }, from: 'lightbound.yaml:8:5 sites.mad' },
      {
        name: 'group index n',
        measure: { value: 1.467, unit: '1', text: '1.467' },
        from: 'G.652.D fibre at 1550 nm (datasheet)',
      },
    ],
    steps: [
      {
        name: 'distance d',
        formula: 'geodesic - tolerances',
        working: '1,482 km - 50 km',
        result: { value: 1432000, unit: 'm', text: '1,432 km' },
        source: 'Karney 2013, WGS 84',
      },
      {
        name: 'floor of the round trip',
        formula: '2 d n / c',
        working: '2 x 1,432 km x 1.467 / 299,792 km/s',
        result: { value: 0.014015, unit: 's', text: '14.0 ms' },
        source: 'propagation delay in fibre',
      },
    ],
    limit: {
      name: 'round trip',
      comparison: 'at most',
      measure: { value: 0.005, unit: 's', text: '5 ms' },
      source: {
        title: 'Understanding Metro vMotion (Broadcom KB 310156)',
        url: 'https://knowledge.broadcom.com/external/article/310156/understanding-metro-vmotion.html',
        id: 'vmotion-5-standard',
      },
    },
    flipPoints: [
      { input: 'distance', passes: 'at most', measure: { value: 510900, unit: 'm', text: '510.9 km' } },
      { input: 'limit of the platform', passes: 'at least', measure: { value: 0.014015, unit: 's', text: '14.0 ms' } },
    ],
    wayOut: [
      { text: 'Run one cluster in each place and scale out behind a global entry point.', see: 'templates/scale-out' },
      { text: 'A cold move of 64 GiB over the declared link takes 1 min 12 s; plan a window for it.' },
    ],
  },
  subject: { kind: 'migration-domain', id: cluster.address, name: 'cluster far', stacks: [''] },
  state: 'new',
  touched: [],
  change: 'create',
  fingerprint: '3f0c9d3b7a51',
};

/** A Pulumi resource, a remark, and little evidence. */
export const metroStretch: Finding = {
  ruleId: 'broadcast-domain-single-site',
  level: 'note',
  category: 'stretched-layer-2',
  outcome: 'remark',
  messageId: 'stretchedWithinLimit',
  message: 'The distributed virtual switch "wide" spans 2 sites; their round trip of 0.8 ms is within 5 ms.',
  resources: [
    {
      address:
        'urn:pulumi:prod::network::acme:network:Stretch$vsphere:index/distributedVirtualSwitch:DistributedVirtualSwitch::wide',
      type: 'vsphere:index/distributedVirtualSwitch:DistributedVirtualSwitch',
      path: 'hosts',
    },
  ],
  evidence: {
    given: [
      {
        name: 'round trip',
        measure: { value: 0.0008, unit: 's', text: '0.8 ms' },
        from: 'facts/networks/lightbound.yaml:112:10 links[ams1 - ams2].rtt',
      },
    ],
    steps: [],
    flipPoints: [],
    wayOut: [],
  },
  subject: { kind: 'broadcast-domain', id: 'wide', name: 'wide', stacks: ['network/prod'] },
  state: 'known',
  touched: [],
  change: 'no-op',
  fingerprint: 'aa17e0b2c4d9',
};

const undeclared = (ruleId: string, message: string, address: string, toDecide: readonly string[]): Finding => ({
  ruleId,
  level: 'warning',
  category: 'live-migration',
  outcome: 'undetermined',
  messageId: 'bandwidthNotDeclared',
  message,
  resources: [{ address, type: 'vsphere_compute_cluster', file: 'main.tf', line: 61 }],
  evidence: {
    given: [],
    steps: [],
    flipPoints: [
      { input: 'bandwidth', passes: 'at least', measure: { value: 3.1e9, unit: 'bit/s', text: '3.1 Gbit/s' } },
    ],
    wayOut: [],
    toDecide,
  },
  subject: { kind: 'migration-domain', id: address, name: address, stacks: [''] },
  state: 'new',
  touched: [],
  change: null,
  fingerprint: `${ruleId}-1`,
});

const bandwidth = ['bandwidth of the link ams - mad, under links in lightbound.yaml'];

export const undecided: readonly Finding[] = [
  undeclared(
    'migration-bandwidth-floor',
    'Whether the link ams - mad is fast enough for vMotion.',
    cluster.address,
    bandwidth,
  ),
  undeclared(
    'migration-converges',
    'Whether machines of the class "database" can leave Amsterdam: the link ams - mad is not declared, and they write 400 MiB/s.',
    cluster.address,
    bandwidth,
  ),
  undeclared('migration-rtt-budget', 'Where the hosts stand is not known.', 'vsphere_compute_cluster.other', [
    'a site for data.vsphere_host.lisbon[0], under sites in lightbound.yaml',
    'a site for data.vsphere_host.lisbon[1], under sites in lightbound.yaml',
  ]),
];

const ref = (address: string) => ({ resource: { address, type: 'vsphere_host' }, because: 'datacenter "Amsterdam"' });

const kinds = (segments: number, moves: number, mirrors: number): RunResult['inventory']['kinds'] => [
  { kind: 'broadcast-domain', noun: 'broadcast domain', count: segments },
  { kind: 'migration-domain', noun: 'migration domain', count: moves },
  { kind: 'sync-replica', noun: 'synchronous replica', count: mirrors },
];

const domain = {
  kind: 'broadcast-domain',
  id: 'wide',
  name: 'wide',
  mechanism: 'distributed virtual switch',
  sites: ['ams', 'mad'],
  unplaced: 0,
  resources: [],
};

export const empty: RunResult = {
  version: '2.2',
  tool: { name: 'lightbound', version: '0.1.0' },
  fingerprints: '2',
  stacks: [],
  inputs: [],
  factsFiles: [],
  settings: [],
  rules: [],
  findings: [],
  waivers: [],
  moves: [],
  inventory: { sites: [], links: [], domains: [], kinds: kinds(0, 0, 0), unplaced: [] },
  errors: [],
  summary: {
    errors: 0,
    warnings: 0,
    notes: 0,
    undetermined: 0,
    remarks: 0,
    waived: 0,
    rulesRun: 6,
    subjectsChecked: 0,
  },
};

const seen: RunResult = {
  ...empty,
  inputs: [
    {
      path: 'plan.json',
      kind: 'terraform-plan',
      title: 'Terraform plan',
      stack: '',
      resources: 16,
      understood: 14,
      unread: [{ type: 'null_resource', count: 2 }],
    },
  ],
  inventory: {
    sites: [
      {
        id: 'ams',
        name: 'Amsterdam',
        latitude: 52.37,
        longitude: 4.9,
        from: 'lightbound.yaml:3:5',
        resources: [ref('a'), ref('b')],
      },
      { id: 'mad', name: 'Madrid', from: 'lightbound.yaml:8:5', resources: [ref('c')] },
    ],
    links: [
      {
        id: 'ams-mad',
        name: 'ams - mad',
        ends: ['ams', 'mad'],
        bandwidth: null,
        rtt: null,
        layer: null,
        from: 'derived',
        resources: [],
      },
    ],
    domains: [domain, { ...domain, kind: 'migration-domain' }, { ...domain, kind: 'migration-domain', id: 'b' }],
    kinds: kinds(1, 2, 0),
    unplaced: [ref('d')],
  },
};

export const clean: RunResult = seen;

/** What `sha256sum` says of an empty file. */
const factsFile = {
  path: 'lightbound.yaml',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  remarks: [
    'lightbound.yaml:3:5 sites.ams: site ams matches aws:eu-south-2, which lies at least 1,214 km from its place; one site is one place',
  ],
};

export const blocked: RunResult = {
  ...seen,
  factsFiles: [factsFile],
  settings: [
    {
      ruleId: 'broadcast-domain-single-site',
      name: 'maxRtt',
      value: '10 ms',
      default: '5 ms',
      lowers: false,
      declaredAt: { source: 'lightbound.yaml', path: 'rules.broadcast-domain-single-site', line: 21, column: 5 },
    },
    {
      ruleId: 'migration-converges',
      name: 'level',
      value: 'off',
      default: 'error',
      lowers: true,
      declaredAt: { source: 'lightbound.yaml', path: 'rules.migration-converges', line: 23, column: 3 },
    },
    { ruleId: 'stretched-cluster-rtt', name: 'level', value: 'warning', default: 'error', lowers: true },
  ],
  findings: [metroStretch, tooFar, ...undecided],
  summary: { ...seen.summary, errors: 1, undetermined: 3, remarks: 1, subjectsChecked: 5 },
};

export const blind: RunResult = {
  ...empty,
  inputs: [
    {
      path: 'infra/dns/plan.json',
      kind: 'terraform-plan',
      title: 'Terraform plan',
      stack: '',
      resources: 1234,
      understood: 0,
      unread: [
        { type: 'cloudflare_record', count: 1200 },
        { type: 'random_id', count: 34 },
      ],
    },
  ],
};

export const failed: RunResult = {
  ...seen,
  errors: [
    {
      kind: 'input',
      where: 'broken.json',
      message: 'not JSON: unexpected end of the text at line 3, column 9; is the file complete?',
    },
    {
      kind: 'internal',
      where: '',
      ruleId: 'migration-converges',
      message: 'the rule threw: Cannot read properties of undefined',
    },
  ],
};

/** Text from outside that tries to take over the terminal, in every place that a plan can reach. */
export const hostile: RunResult = {
  ...blocked,
  factsFiles: [{ ...factsFile, path: 'facts\u001b[2J\u202e.yaml' }],
  inputs: [
    {
      path: 'p\u001b]0;owned\u0007.json',
      kind: 'terraform-plan',
      title: 'Terraform plan',
      stack: '',
      resources: 1,
      understood: 1,
      unread: [],
    },
  ],
  findings: [
    {
      ...tooFar,
      message: 'a\u001b[31mred\u009b2J\u007f line\nbreak \u202egnp.exe\u2069 zero\u200bwidth \ud800',
      resources: [{ address: 'x.y["\u001b[2A\r\t"]', type: 'x', path: 'p\u2028q', file: 'f\u0000.tf', line: 1 }],
    },
  ],
  errors: [{ kind: 'input', where: 'p\u001b.json', message: 'bad \u0007 byte' }],
};

const many = (n: number, address: string) =>
  Array.from({ length: n }, (_, i) => ({ address: `${address}[${i}]`, type: 'aws_instance' }));

const longAddress =
  'module.platform.module.region["eu-central-1"].module.network.module.interconnect.vsphere_distributed_virtual_switch.stretched';

/** More of everything than a page can show, and names longer than a line. */
export const crowded: RunResult = {
  ...seen,
  stacks: ['', 'network/prod'],
  inputs: Array.from({ length: 12 }, (_, i) => ({
    path: `cdktf.out/stacks/stack-${i}/cdk.tf.json`,
    kind: 'cdktf-stack',
    title: 'CDKTF stack',
    stack: `stack-${i}`,
    resources: 100 * i,
    understood: 10 * i,
    unread: i === 0 ? [] : [{ type: 'aws_iam_role', count: 90 * i }],
  })),
  findings: [
    {
      ...metroStretch,
      state: 'new',
      outcome: 'violation',
      confidence: 'likely',
      level: 'warning',
      resources: [
        {
          address: longAddress,
          type: 'vsphere_distributed_virtual_switch',
          construct: 'app/platform/region/network/switch',
        },
        ...many(40, 'aws_instance.web'),
      ],
    },
    ...Array.from({ length: 25 }, (_, i) =>
      undeclared('migration-converges', 'How fast it writes is not known.', `vsphere_virtual_machine.vm[${i}]`, [
        'a class for the machines',
      ]),
    ),
    undeclared('stretched-cluster-rtt', 'The witness is known after apply.', 'vsphere_compute_cluster.late', []),
  ],
  inventory: {
    ...seen.inventory,
    sites: Array.from({ length: 14 }, (_, i) => ({ id: `s${i}`, name: `site ${i}`, from: 'x', resources: [ref('a')] })),
    links: Array.from({ length: 3 }, (_, i) => ({
      id: `l${i}`,
      name: `equinix_fabric_connection.number_${i}`,
      ends: [`s${i}`, i === 2 ? null : 's9'],
      bandwidth: { value: 1e10, unit: 'bit/s', text: '10 Gbit/s' },
      rtt: i === 0 ? { value: 0.01, unit: 's', text: '10 ms' } : null,
      layer: 2,
      from: 'plan.json',
      resources: [],
    })),
    unplaced: many(1200, 'x').map((resource) => ({ resource, because: 'no region' })),
  },
  summary: { ...seen.summary, warnings: 1, undetermined: 26 },
};
