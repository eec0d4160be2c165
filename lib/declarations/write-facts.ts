import { fileAddress } from '../findings/file-address';
import { factNames, inputs, type FactOwner } from '../model/inputs';
import { draftEntries, refusals, type Drafted, type DraftEntries, type Refusal } from './draft-entries';
import { fieldLines, matchLines, placeText } from './draft-lines';
import type { DraftSite, FactsDraft } from './facts-draft';
import { yamlComment, yamlScalar } from './yaml-text';

/** An address, so that editors find it where no `node_modules` is. */
const schema = fileAddress('schemas/lightbound.facts.schema.json');

/** What only people know, under the key that they write it with, and how to learn it. */
const gapsOf = (owner: FactOwner): Readonly<Record<string, string>> =>
  Object.fromEntries(
    factNames[owner].map((name) => [inputs[name].key, `such as ${inputs[name].example}; ${inputs[name].learn}`]),
  );

/** A first `lightbound.yaml` that `readFacts` accepts: what was seen, with every gap marked by a comment. */
export function writeFacts(draft: FactsDraft): string {
  const drafted = draftEntries(draft);
  const { entries } = drafted;
  const refused = refusals(entries);
  const sections = [
    [
      `# yaml-language-server: $schema=${schema}`,
      '# What the infrastructure does not state. Written by `lightbound init`; fill in what is marked TODO.',
      'version: 1',
    ],
    siteSection(drafted, refused),
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

function siteSection({ entries, titles, guesses }: Drafted, refused: Refusal): readonly string[] {
  const lines = Object.entries(entries.sites).flatMap(([id, { at, match }]) => {
    const name = titles.get(id) ?? id;
    const wrong = refused(['sites', id, 'at']);
    const where = 'where it stands, such as VIE, aws:eu-central-1 or {latitude: 48.2082, longitude: 16.3738}';
    return [
      `  ${yamlScalar(id)}:`,
      ...(name === id ? [] : [`    ${yamlComment(name)}`]),
      at === undefined || wrong !== undefined
        ? `    ${yamlComment(`TODO at: ${guessText(guesses.get(id)) ?? where}${wrong === undefined ? '' : `; ${wrong}`}`)}`
        : `    at: ${placeText(at)}`,
      ...matchLines(match, ['sites', id, 'match'], refused, 'esx-*.vie.*'),
    ];
  });
  return lines.length === 0 ? ['# TODO sites: none was seen'] : ['sites:', ...lines];
}

/** A draft that nobody looked at must not make a guess certain. */
const guessText = (guess: DraftSite['guess']): string | undefined =>
  guess && `${guess.at}, if ${guess.from} stands there: nothing but its name says so`;

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
      ...fieldLines(gapsOf('link'), { bandwidth }, path, refused),
    ]);
  if (lines.length > 0) return ['links:', ...lines, ...left];
  return [
    '# TODO links: none was seen between two sites, such as',
    '# links:',
    `#   - between: [${exampleEnds(entries).join(', ')}]`,
    ...left,
  ];
}

/** Two sites of the draft where it has two. */
function exampleEnds({ sites }: DraftEntries): readonly string[] {
  const ids = Object.keys(sites)
    .slice(0, 2)
    .map((id) => yamlComment(yamlScalar(id)).slice(2));
  return ids.length === 2 ? ids : ['vienna', 'dublin'];
}

function workloadSection({ workloads }: DraftEntries, refused: Refusal): readonly string[] {
  const lines = Object.entries(workloads).flatMap(([id, { match, ...sizes }]) => [
    `  ${yamlScalar(id)}:`,
    ...fieldLines(gapsOf('workload'), sizes, ['workloads', id], refused),
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
