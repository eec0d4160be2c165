import { defaultText, rangeText } from '../lib/rules/option';
import type { Rule } from '../lib/rules/define-rule';
import type { OptionSpec } from '../lib/rules/option';

/** How each scope is decided; the same words on every page. */
const decided: Readonly<Record<Rule['scope'], string>> = {
  resource: [
    'Where one resource alone breaks the law, Pulumi stops `pulumi up` before that resource is created.',
    'What takes several resources to see is reported by a stack policy: `pulumi preview` blocks before anything exists,',
    '`pulumi up` only after the resources were created. Let CI run a preview.',
  ].join(' '),
  stack: [
    'It always takes several resources to see, so Pulumi reports it by a stack policy: `pulumi preview` blocks before',
    'anything exists, `pulumi up` only after the resources were created. Let CI run a preview.',
  ].join(' '),
};

/** The page of one rule, in Markdown. */
export function rulePage(rule: Rule): string {
  return [
    `<!-- Generated from policies/${rule.id}.ts by \`npm run generate\`: edit the rule file. -->`,
    `# ${rule.title}`,
    `**${rule.law}**`,
    rule.why,
    `| Rule | Level | Category | Scope |\n| --- | --- | --- | --- |\n| \`${rule.id}\` | ${rule.level} | ${rule.category} | ${rule.scope} |`,
    '## Where it is decided',
    decided[rule.scope],
    'On a Terraform plan, `lightbound check` sees all resources at once, before anything exists.',
    '## Options',
    optionsSection(rule.id, rule.options),
    '## Messages',
    Object.entries(rule.messages)
      .map(([id, template]) => `- \`${id}\`: ${escapeCell(template)}`)
      .join('\n'),
    '## References',
    rule.references.map(({ title, url }) => `- [${title}](${url})`).join('\n'),
    '',
  ].join('\n\n');
}

function optionsSection(id: string, options: Readonly<Record<string, OptionSpec>>): string {
  const names = Object.entries(options);
  const level = `\`\`\`yaml\n# lightbound.yaml\nrules:\n  ${id}:\n    level: warning # error, warning, note or off\n`;
  if (names.length === 0) return `None other than the level:\n\n${level}\`\`\``;
  const rows = names.map(
    ([name, spec]) =>
      `| \`${name}\` | ${spec.kind} | ${defaultText(spec)} | ${escapeCell([spec.description, rangeText(spec)].filter((text) => text !== undefined).join('; '))} |`,
  );
  const values = names.map(([name, spec]) => `      ${name}: ${defaultText(spec)}\n`).join('');
  return [
    `| Option | Kind | Default | Meaning |\n| --- | --- | --- | --- |\n${rows.join('\n')}`,
    `${level}    options:\n${values}\`\`\``,
  ].join('\n\n');
}

/** Text that stands in a Markdown table or list as it is. */
export function escapeCell(text: string): string {
  return text.replace(/[\\|<>*_]/gu, String.raw`\$&`).replace(/\s+/gu, ' ');
}
