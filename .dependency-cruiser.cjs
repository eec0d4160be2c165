/**
 * The walls between the rooms, built from the table of `scripts/rooms.json`. A room may import itself and what its row names,
 * type imports included; everything else, npm packages and Node's own modules too, is a violation.
 */
const { rooms, groups } = require('./scripts/rooms.json');

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Files of a folder, without those of the folders in it; a file; a package; a module of Node. */
const pattern = (word) => {
  if (word === 'node:*') return '^(node:)?[a-z_/]+$';
  if (word.startsWith('node:')) return `^(node:)?${escaped(word.slice('node:'.length))}$`;
  if (word.endsWith('.ts')) return `^${escaped(word)}$`;
  return /^(lib|policies)(\/|$)/.test(word) ? `^${escaped(word)}/[^/]+$` : `^node_modules/(@types/)?${escaped(word)}/`;
};

const patterns = (words) => words.flatMap((word) => groups[word] ?? [word]).map(pattern);

const wall = ({ path, may }) => ({
  name: `wall-${path
    .replace(/^lib\//, '')
    .replace('.ts', '')
    .replaceAll('/', '-')}`,
  comment: `What ${path} may import stands in scripts/rooms.json and docs/architecture.md.`,
  severity: 'error',
  from: { path: pattern(path) },
  to: { pathNot: patterns([path, ...may]) },
});

module.exports = {
  forbidden: [
    ...rooms.map(wall),
    {
      name: 'no-room-without-a-wall',
      comment: 'A new folder of lib/, also one inside another, needs a row in scripts/rooms.json.',
      severity: 'error',
      from: {},
      to: { path: '^(lib|policies)/.*[.]ts$', pathNot: rooms.map(({ path }) => pattern(path)) },
    },
    {
      name: 'no-file-without-a-room',
      comment: 'The same of a file that nothing imports.',
      severity: 'error',
      from: { path: '^(lib|policies)/.*[.]ts$', pathNot: rooms.map(({ path }) => pattern(path)) },
      to: {},
    },
    {
      name: 'validation-sees-the-model',
      comment: 'The product never imports validation/; that holds the model against real migrations, and draws.',
      severity: 'error',
      from: { path: '^validation/' },
      to: {
        pathNot: [
          '^validation/',
          '^lib/model/',
          '^lib/reports/(escape|link-(draw|chart-style))[.]ts$',
          ...patterns(['echarts', 'node-sqlite3-wasm', 'pg', 'zod', 'node:*']),
        ],
      },
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
        'What ships runs on `dependencies` alone; the charting library and the databases are built into files of the command line.',
      severity: 'error',
      from: {
        path: '^(lib|policies|bin)/|^[^/]+[.]ts$',
        pathNot: '^lib/(reports/link-draw|history/(sqlite|postgres)-database)[.]ts$',
      },
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
