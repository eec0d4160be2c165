import { draftEntries, refusals, type DraftEntries, type WrittenMatcher } from './draft-entries';
import type { FactPath } from './fact-error';
import type { FactsDraft } from './facts-draft';
import { yamlComment, yamlScalar } from './yaml-text';

type Refusal = (path: FactPath) => string | undefined;

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
  const entries = draftEntries(draft);
  const refused = refusals(entries);
  const sections = [
    [
      `# yaml-language-server: $schema=${SCHEMA}`,
      '# What the infrastructure does not tell. Written by `lightbound init`; fill in what is marked TODO.',
      'version: 1',
    ],
    siteSection(draft, entries, refused),
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

function siteSection({ sites }: FactsDraft, entries: DraftEntries, refused: Refusal): readonly string[] {
  const lines = Object.entries(entries.sites).flatMap(([id, { at, match }], index) => {
    const name = sites[index]?.name ?? id;
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

function placeText(at: unknown): string {
  if (typeof at === 'string') return yamlScalar(at);
  const { latitude, longitude } = at as { readonly latitude: number; readonly longitude: number };
  return `{ latitude: ${latitude}, longitude: ${longitude} }`;
}

function matchLines(
  match: readonly WrittenMatcher[],
  path: FactPath,
  refused: Refusal,
  example: string,
): readonly string[] {
  const lines = match.map((matcher, index) => {
    const wrong = refused([...path, index]);
    const text = matcherText(matcher);
    return wrong === undefined
      ? { isUsed: true, line: `      - ${text}` }
      : { isUsed: false, line: `      ${yamlComment(`TODO - ${text}: ${wrong}`)}` };
  });
  const gap = yamlComment(`TODO match: how to recognise what belongs to it, such as - name: "${example}"`);
  return lines.some(({ isUsed }) => isUsed)
    ? ['    match:', ...lines.map(({ line }) => line)]
    : [`    ${gap}`, '    match: []', ...lines.map(({ line }) => line)];
}

function matcherText(matcher: WrittenMatcher): string {
  const [[kind, value] = ['', '']] = Object.entries(matcher);
  if (typeof value === 'string') return `${kind}: ${yamlScalar(value)}`;
  const pairs = Object.entries(value).map(([key, text]) => `${yamlScalar(key)}: ${yamlScalar(text)}`);
  return `${kind}: { ${pairs.join(', ')} }`;
}

function unplacedSection({ unplaced }: FactsDraft): readonly string[] {
  if (unplaced.length === 0) return [];
  return [
    '# TODO: these stand in no site yet. Match them above, or tag them lightbound:site=<site>.',
    ...unplaced.map(({ address, because }) => yamlComment(`  ${address}: ${because}`)),
  ];
}

function linkSection({ links }: FactsDraft, entries: DraftEntries, refused: Refusal): readonly string[] {
  let isAny = false;
  const lines = entries.links.flatMap(({ between, bandwidth }, index) => {
    const foundAs = links[index]?.foundAs ?? '';
    const ends = `[${between.map(yamlScalar).join(', ')}]`;
    const wrong = refused(['links', index, 'between']);
    const seen = bandwidth === undefined ? '' : `, ${bandwidth}`;
    if (wrong !== undefined) return [`  ${yamlComment(`${foundAs}, between ${ends}${seen}, is left out: ${wrong}`)}`];
    isAny = true;
    return [
      `  - between: ${ends}`,
      `    ${yamlComment(`seen as ${foundAs}`)}`,
      ...fieldLines(LINK_GAPS, { bandwidth }, ['links', index], refused),
    ];
  });
  if (isAny) return ['links:', ...lines];
  return [
    '# TODO links: none was seen between two sites, such as',
    '# links:',
    '#   - between: [vienna, dublin]',
    ...lines,
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

/** The fields in their order: what was seen as it is, what was not as a gap. */
function fieldLines(
  gaps: Readonly<Record<string, string>>,
  seen: Readonly<Record<string, string | undefined>>,
  path: FactPath,
  refused: Refusal,
): readonly string[] {
  return Object.entries(gaps).map(([key, hint]) => {
    const value = seen[key];
    const wrong = value === undefined ? undefined : refused([...path, key]);
    if (value !== undefined && wrong === undefined) return `    ${key}: ${yamlScalar(value)}`;
    return `    ${yamlComment(`TODO ${key}: ${hint}${wrong === undefined ? '' : `; ${wrong}`}`)}`;
  });
}

function platformSection({ platforms }: FactsDraft): readonly string[] {
  if (platforms.length === 0) return [];
  return [
    '# TODO platforms: limits depend on the version, such as',
    '# platforms:',
    ...platforms.map((name) => `#   ${yamlComment(`${name}: "8.0"`).slice(2)}`),
  ];
}
