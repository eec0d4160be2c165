/**
 * The walls between the rooms, as docs/architecture.md states them. A room may import itself and what its row names,
 * type imports included; everything else, npm packages and Node's own modules too, is a violation.
 */

const units = '^lib/model/units[.]ts$';
const quantity = '^lib/model/(quantity|quantity-kind|format-quantity|explain-quantity)[.]ts$';
const npm = (...names) => names.map((name) => `^node_modules/(@types/)?${name}/`);
const node = (...names) => names.map((name) => `^(node:)?${name}$`);
const lib = (...rooms) => rooms.map((room) => `^lib/${room}/`);

const rooms = [
  { path: 'lib/model', may: npm('geographiclib-geodesic') },
  { path: 'lib/graph', may: [units, quantity] },
  { path: 'lib/reference', may: [units, quantity, ...npm('zod'), ...node('fs', 'path')] },
  {
    path: 'lib/declarations',
    may: [units, quantity, ...lib('graph', 'reference'), ...npm('yaml', 'zod', 'ipaddr[.]js', 'picomatch')],
  },
  {
    path: 'lib/sources',
    may: [units, quantity, ...lib('graph', 'reference', 'declarations'), ...node('buffer')],
  },
  { path: 'lib/facts', may: lib('graph', 'reference', 'model', 'declarations') },
  { path: 'lib/link', may: [...lib('graph', 'reference', 'model', 'declarations'), ...npm('zod')] },
  { path: 'lib/findings', may: ['^lib/graph/(location|derivation)[.]ts$', ...node('crypto')] },
  { path: 'lib/rules', may: [units, quantity, ...lib('findings', 'facts', 'graph', 'declarations')] },
  {
    path: 'lib/reports',
    may: [quantity, '^lib/link/link-record[.]ts$', ...lib('findings'), ...npm('picocolors', 'echarts')],
  },
  {
    path: 'lib/check.ts',
    may: ['^lib/inventory[.]ts$', ...lib('sources', 'graph', 'facts', 'rules', 'findings', 'declarations')],
  },
  {
    path: 'lib/facts-file.ts',
    may: [...lib('declarations', 'rules'), ...node('fs', 'path')],
  },
  { path: 'lib/inventory.ts', may: [quantity, ...lib('graph', 'findings')] },
  {
    path: 'lib/pack',
    may: [
      quantity,
      '^lib/(check|facts-file)[.]ts$',
      '^lib/sources/readers/pulumi-policy',
      ...lib('rules', 'declarations', 'findings', 'reports'),
      ...npm('@pulumi/policy', '@pulumi/pulumi'),
      ...node('fs', 'path'),
    ],
  },
  {
    path: 'lib/cdktf',
    may: [
      '^lib/check[.]ts$',
      '^lib/sources/(document[.]ts$|readers/cdktf)',
      ...lib('rules', 'declarations', 'findings', 'reports'),
    ],
  },
  {
    path: 'lib/cli',
    may: [
      quantity,
      '^lib/check[.]ts$',
      '^lib/reference/platform-limit[.]ts$',
      ...lib('reports', 'declarations', 'sources', 'findings', 'rules', 'link'),
      ...npm('commander', 'picocolors'),
      ...node('[a-z_/]+'),
    ],
  },
  { path: 'policies', may: [units, quantity, '^lib/rules/'] },
  {
    path: 'validation',
    may: [
      '^lib/model/',
      '^lib/reports/(escape|link-(draw|chart-style))[.]ts$',
      ...npm('echarts', 'zod'),
      ...node('[a-z_/]+'),
    ],
  },
  { path: 'templates', may: ['^lib/model/', '^node_modules/'] },
];

const wall = ({ path, may }) => {
  const own = path.endsWith('.ts') ? `^${path}$` : `^${path}/`;
  return {
    name: `wall-${path.replace(/^lib\//, '').replace('.ts', '')}`,
    comment: `What ${path} may import stands in docs/architecture.md.`,
    severity: 'error',
    from: { path: own },
    to: { pathNot: [own, ...may] },
  };
};

module.exports = {
  forbidden: [
    ...rooms.map(wall),
    {
      name: 'no-room-without-a-wall',
      comment: 'A new folder of lib/ needs a row above and in docs/architecture.md.',
      severity: 'error',
      from: {},
      to: { path: '^lib/', pathNot: rooms.map(({ path }) => `^${path}(/|$)`) },
    },
    {
      name: 'readers-know-no-clouds',
      comment: 'RawResource is the seam: a reader knows a dialect, a provider table knows a cloud.',
      severity: 'error',
      from: { path: '^lib/sources/readers/' },
      to: { path: '^lib/sources/providers/' },
    },
    {
      name: 'providers-know-no-dialects',
      comment: 'RawResource is the seam: a reader knows a dialect, a provider table knows a cloud.',
      severity: 'error',
      from: { path: '^lib/sources/providers/' },
      to: { path: '^lib/sources/readers/' },
    },
    {
      name: 'doors-open-inwards',
      comment: 'Nothing imports a door; lib/ never imports policies/: the doors hand the rule list in.',
      severity: 'error',
      from: { path: '^(lib|policies|templates)/' },
      to: { path: '^([^/]+[.]ts$|bin/)' },
    },
    {
      name: 'no-provider-sdk-in-the-pack',
      comment: 'A provider SDK costs the pack 5 s and 550 MiB at every preview: match type tokens instead.',
      severity: 'error',
      from: { path: '^(index|library|cdktf)[.]ts$' },
      to: { path: '^node_modules/(@pulumi/(?!(pulumi|policy)/)|@cdktf/|cdktf/|cdktn/)', reachable: true },
    },
    {
      name: 'no-development-dependency',
      comment:
        'What ships runs on `dependencies` alone; the charting library is built into a file of the command line.',
      severity: 'error',
      from: { path: '^(lib|policies|bin)/|^[^/]+[.]ts$', pathNot: '^lib/reports/link-draw[.]ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-cycle-of-folders', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
    { name: 'not-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
