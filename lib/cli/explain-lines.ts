import { indented, part, styled, type Page } from '../reports/page';
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
export function explainLines(rule: Rule, page: Page): readonly string[] {
  const { id, law, why, level, category, scope, options, references, help } = rule;
  return [
    `${page.bold(id)}  ${page.dim(category.replaceAll('-', ' '))}`,
    ...wrap(law, page.width),
    ...why.split(/\n{2,}/u).flatMap((paragraph) => ['', ...wrap(paragraph, page.width)]),
    '',
    ...part('level', page, wrap(`${level}; ${decided[scope]}`, page.body)),
    ...part('options', page, optionLines(options, page)),
    ...part(
      'limits',
      page,
      limitsReadBy(rule).flatMap((limit) => limitLines(limit, page)),
    ),
    ...part(
      'sources',
      page,
      references.flatMap(({ title: text, url }) => [...hang(text, page.body), ...styled([`  ${url}`], page.dim)]),
    ),
    ...part('facts', page, ['in lightbound.yaml', ...indented(factsSnippet(id, options))]),
    ...part('pack', page, ['in the file of --policy-pack-config', ...indented(packSnippet(id, options))]),
    ...part('page', page, help === undefined ? [] : [help]),
  ];
}

/** All rules with their laws. */
export const listLines = (rules: readonly Rule[], { bold, width }: Page): readonly string[] => [
  ...rules.flatMap(({ id, law }) => [bold(id), ...indented(wrap(law, width - 2))]),
  '',
  '`lightbound explain <rule>` shows its reason, options, limits and sources.',
];

type Options = Readonly<Record<string, OptionSpec>>;

function optionLines(options: Options, { bold, body }: Page): readonly string[] {
  const names = Object.entries(options);
  if (names.length === 0) return ['none other than the level'];
  return names.flatMap(([name, spec]) => [
    `${bold(name)}  ${spec.kind}, default ${defaultText(spec)}`,
    ...indented(wrap(spec.description, body - 2)),
    ...indented(wrap(rangeText(spec) ?? '', body - 2)),
  ]);
}

function limitLines({ text, row }: ReadLimit, { dim, body }: Page): readonly string[] {
  const { id, product, version, source, status } = row;
  const doubt = status === 'secondary' ? ', secondary source' : '';
  return [
    ...hang(`${text}: ${product}, ${version}${doubt}`, body),
    ...styled([...indented(wrap(`${source.title} [${id}]`, body - 2)), `  ${source.url}`], dim),
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
