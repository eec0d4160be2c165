import { draftEntries, refusals, type DraftEntries, type Refusal } from './draft-entries';
import { fieldLines, matchLines, placeText } from './draft-lines';
import type { FactsDraft } from './facts-draft';
import { yamlComment, yamlScalar } from './yaml-text';

const SCHEMA = 'node_modules/lightbound/schemas/lightbound.facts.schema.json';

/** What only people know of a link, and how it is written. */
const LINK_GAPS = {
  bandwidth: 'of the narrowest part, such as 10 Gbit/s',
  rtt: 'measure it, such as 12 ms',
  loss: 'measure it, such as 0.01 %',
  mtu: 'of IP, in bytes, such as 1500',
  migrationShare: 'of the bandwidth, kept for migration, such as 40 %',
  streams: 'TCP streams of one migration, such as 4',
  window: 'bytes in flight of one stream, such as 4 MiB',
  measuredOn: 'day of the measurement, such as 2026-10-01',
} as const;

const WORKLOAD_GAPS = {
  memory: 'such as 64 GiB',
  nonZeroShare: 'share of the memory in use, such as 80 %',
  dirtyRate: 'measure it, such as 200 MiB/s',
  workingSet: 'memory written over and over, such as 4 GiB',
  disk: 'only if it moves along, such as 500 GiB',
} as const;

/** A first `lightbound.yaml` that `readFacts` accepts: what was seen, with every gap marked by a comment. */
export function writeFacts(draft: FactsDraft): string {
  const { entries, titles } = draftEntries(draft);
  const refused = refusals(entries);
  const sections = [
    [
      `# yaml-language-server: $schema=${SCHEMA}`,
      '# What the infrastructure does not tell. Written by `lightbound init`; fill in what is marked TODO.',
      'version: 1',
    ],
    siteSection(titles, entries, refused),
    unplacedSection(draft),
    linkSection(draft, entries, refused),
    workloadSection(entries, refused),
    platformSection(draft),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function siteSection(titles: ReadonlyMap<string, string>, entries: DraftEntries, refused: Refusal): readonly string[] {
  const lines = Object.entries(entries.sites).flatMap(([id, { at, match }]) => {
    const name = titles.get(id) ?? id;
    const wrong = refused(['sites', id, 'at']);
    const where = 'where it stands, such as VIE, aws:eu-central-1 or {latitude: 48.2082, longitude: 16.3738}';
    return [
      `  ${yamlScalar(id)}:`,
      ...(name === id ? [] : [`    ${yamlComment(name)}`]),
      at === undefined || wrong !== undefined
        ? `    ${yamlComment(`TODO at: ${where}${wrong === undefined ? '' : `; ${wrong}`}`)}`
        : `    at: ${placeText(at)}`,
      ...matchLines(match, ['sites', id, 'match'], refused, 'esx-*.vie.*'),
    ];
  });
  return lines.length === 0 ? ['# TODO sites: none was seen'] : ['sites:', ...lines];
}

function unplacedSection({ unplaced }: FactsDraft): readonly string[] {
  if (unplaced.length === 0) return [];
  return [
    '# TODO: these stand in no site yet. Match them above, or tag them lightbound:site=<site>.',
    ...unplaced.map(({ address, because }) => yamlComment(`  ${address}: ${because}`)),
  ];
}

function linkSection({ links }: FactsDraft, entries: DraftEntries, refused: Refusal): readonly string[] {
  const seen = entries.links.map((link, index) => ({
    ...link,
    ends: `[${link.between.map(yamlScalar).join(', ')}]`,
    foundAs: links[index]?.foundAs ?? '',
    path: ['links', index],
    wrong: refused(['links', index, 'between']),
  }));
  const left = seen
    .filter(({ wrong }) => wrong !== undefined)
    .map(({ ends, foundAs, bandwidth, wrong }) =>
      yamlComment(
        `${foundAs}, between ${ends}${bandwidth === undefined ? '' : `, ${bandwidth}`}, is left out: ${wrong ?? ''}`,
      ),
    );
  const lines = seen
    .filter(({ wrong }) => wrong === undefined)
    .flatMap(({ ends, foundAs, bandwidth, path }) => [
      `  - between: ${ends}`,
      `    ${yamlComment(`seen as ${foundAs}`)}`,
      ...fieldLines(LINK_GAPS, { bandwidth }, path, refused),
    ]);
  if (lines.length > 0) return ['links:', ...lines, ...left];
  return [
    '# TODO links: none was seen between two sites, such as',
    '# links:',
    '#   - between: [vienna, dublin]',
    ...left,
  ];
}

function workloadSection({ workloads }: DraftEntries, refused: Refusal): readonly string[] {
  const lines = Object.entries(workloads).flatMap(([id, { match, ...sizes }]) => [
    `  ${yamlScalar(id)}:`,
    ...fieldLines(WORKLOAD_GAPS, sizes, ['workloads', id], refused),
    ...matchLines(match, ['workloads', id, 'match'], refused, 'erp-*'),
  ]);
  return lines.length === 0 ? [] : ['workloads:', ...lines];
}

function platformSection({ platforms }: FactsDraft): readonly string[] {
  if (platforms.length === 0) return [];
  return [
    '# TODO platforms: limits depend on the version, such as',
    '# platforms:',
    ...platforms.map((name) => `#   ${yamlComment(`${name}: "8.0"`).slice(2)}`),
  ];
}
