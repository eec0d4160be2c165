import { bodyWidth, indented, part, styled, type Colours } from '../reports/page';
import { hang, wrap } from '../reports/wrap';
import { defaultText, rangeText } from '../rules/option';
import type { Rule } from '../rules/define-rule';
import type { OptionSpec } from '../rules/option';
import { limitsReadBy, type ReadLimit } from './explain-limits';

const decided: Readonly<Record<Rule['scope'], string>> = {
  resource:
    'a violation that one resource shows stops `pulumi up`; any other is found on a plan or a preview, before deploy',
  stack: 'a violation needs several resources and is found on a plan or a preview, before deploy',
};

/** Everything about one rule: law, reason, options, limits with their sources, and how to set it otherwise. */
export function explainLines(rule: Rule, colours: Colours): readonly string[] {
  const { id, law, why, level, category, scope, options, references } = rule;
  return [
    `${colours.bold(id)}  ${colours.dim(category.replaceAll('-', ' '))}`,
    ...wrap(law, 80),
    ...why.split(/\n{2,}/u).flatMap((paragraph) => ['', ...wrap(paragraph, 80)]),
    '',
    ...part('level', colours, wrap(`${level}; ${decided[scope]}`, bodyWidth)),
    ...part('options', colours, optionLines(options, colours)),
    ...part(
      'limits',
      colours,
      limitsReadBy(rule).flatMap((limit) => limitLines(limit, colours)),
    ),
    ...part(
      'sources',
      colours,
      references.flatMap(({ title: text, url }) => [...hang(text, bodyWidth), ...styled([`  ${url}`], colours.dim)]),
    ),
    ...part('facts', colours, ['in lightbound.yaml', ...indented(factsSnippet(id, options))]),
    ...part('pack', colours, ['in the file of --policy-pack-config', ...indented(packSnippet(id, options))]),
    ...part('page', colours, [`docs/rules/${id}.md`]),
  ];
}

/** All rules with their laws. */
export const listLines = (rules: readonly Rule[], { bold }: Colours): readonly string[] => [
  ...rules.flatMap(({ id, law }) => [bold(id), ...indented(wrap(law, 78))]),
  '',
  '`lightbound explain <rule>` shows its reason, options, limits and sources.',
];

type Options = Readonly<Record<string, OptionSpec>>;

function optionLines(options: Options, { bold }: Colours): readonly string[] {
  const names = Object.entries(options);
  if (names.length === 0) return ['none other than the level'];
  return names.flatMap(([name, spec]) => [
    `${bold(name)}  ${spec.kind}, default ${defaultText(spec)}`,
    ...indented(wrap(spec.description, bodyWidth - 2)),
    ...indented(wrap(rangeText(spec) ?? '', bodyWidth - 2)),
  ]);
}

function limitLines({ text, row }: ReadLimit, { dim }: Colours): readonly string[] {
  const { id, product, version, source, status } = row;
  const doubt = status === 'secondary' ? ', secondary source' : '';
  return [
    ...hang(`${text}: ${product}, ${version}${doubt}`, bodyWidth),
    ...styled([...indented(wrap(`${source.title} [${id}]`, bodyWidth - 2)), `  ${source.url}`], dim),
  ];
}

function factsSnippet(id: string, options: Options): readonly string[] {
  const values = Object.entries(options).map(([name, spec]) => `      ${name}: ${defaultText(spec)}`);
  const level = '    level: warning # error, warning, note or off';
  return ['rules:', `  ${id}:`, level, ...(values.length === 0 ? [] : ['    options:', ...values])];
}

function packSnippet(id: string, options: Options): readonly string[] {
  const values = Object.entries(options).map(([name, spec]) => [
    name,
    isPlain(spec) ? spec.default : defaultText(spec),
  ]);
  const setting = { enforcementLevel: 'advisory', ...(Object.fromEntries(values) as Record<string, unknown>) };
  return JSON.stringify({ [id]: setting }, null, 2).split('\n');
}

const isPlain = ({ kind }: OptionSpec): boolean => kind === 'count' || kind === 'switch';
