import ts from 'typescript';

/** What a rule file says outside its definition. */
export interface RuleSource {
  /** Name under which the file exports its rule. */
  readonly exportName: string;
  /** First sentence of the doc comment. */
  readonly law: string;
  /** The paragraphs after the law, in Markdown. */
  readonly reason: readonly string[];
}

/**
 * Reads the doc comment of `export const x = defineRule(...)`.
 * @throws Error naming the file where there is not exactly one rule, or no comment with a law and a reason.
 */
export function readRuleSource(file: string, text: string): RuleSource {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const rules = source.statements.flatMap((statement) => {
    const exportName = ruleName(statement);
    return exportName === undefined ? [] : [{ statement, exportName }];
  });
  const [rule, second] = rules;
  if (rule === undefined) throw new Error(`${file}: exports no rule (\`export const x = defineRule({ ... })\`)`);
  if (second !== undefined) throw new Error(`${file}: exports more than one rule; one file, one rule`);
  const [first = '', ...reason] = docParagraphs(text, rule.statement.pos);
  if (first === '') throw new Error(`${file}: the rule has no doc comment; its first sentence is the law`);
  const { law, rest } = splitLaw(first);
  const reasons = rest === '' ? reason : [rest, ...reason];
  if (reasons.length === 0) throw new Error(`${file}: the doc comment has no second paragraph; it is the reason`);
  return { exportName: rule.exportName, law, reason: reasons };
}

/** The exported name where the statement is `export const name = defineRule(...)`. */
function ruleName(statement: ts.Statement): string | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) return undefined;
  const [declaration] = statement.declarationList.declarations;
  const call = declaration?.initializer;
  if (declaration === undefined || call === undefined || !ts.isCallExpression(call)) return undefined;
  if (!ts.isIdentifier(call.expression) || call.expression.text !== 'defineRule') return undefined;
  return ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
}

/** Paragraphs of the last doc comment before a statement, each on one line; lists and code keep their lines. */
function docParagraphs(text: string, position: number): readonly string[] {
  const comment = (ts.getLeadingCommentRanges(text, position) ?? [])
    .map(({ pos, end }) => text.slice(pos, end))
    .filter((range) => range.startsWith('/**'))
    .at(-1);
  if (comment === undefined) return [];
  return comment
    .slice('/**'.length, -'*/'.length)
    .replace(/^[ \t]*\* ?/gmu, '')
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.trim())
    .map((paragraph) =>
      /^(?:[-*] |\d+[.] |```| {4}|\|)/mu.test(paragraph) ? paragraph : paragraph.replace(/\s*\n\s*/gu, ' '),
    )
    .filter((paragraph) => paragraph !== '');
}

/** A sentence ends at a full stop before white space and a capital, so that "5 ms." and "e.g. x" are told apart. */
function splitLaw(paragraph: string): { law: string; rest: string } {
  const end = /[.!?](?=\s+[A-Z])/u.exec(paragraph);
  if (end === null) return { law: paragraph, rest: '' };
  return { law: paragraph.slice(0, end.index + 1), rest: paragraph.slice(end.index + 1).trim() };
}
