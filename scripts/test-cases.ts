import ts from 'typescript';

/** Names of the cases of a test file; those of a table (`each`) count as one. */
export interface TestCases {
  /** They run, and their function does something. */
  readonly written: readonly string[];
  /** `todo`, skipped, or with a function that does nothing. */
  readonly open: readonly string[];
}

const suites = new Set(['describe', 'fdescribe', 'xdescribe']);
const cases = new Set(['it', 'fit', 'xit', 'test', 'xtest']);

/** Which cases a test file of jest holds, told from its text. */
export function testCases(text: string): TestCases {
  const written: string[] = [];
  const open: string[] = [];
  const visit = (node: ts.Node, skipped: boolean): void => {
    const words = ts.isCallExpression(node) ? wordsOf(node.expression) : [];
    const [root = '', ...modifiers] = words;
    const isOff = skipped || root.startsWith('x') || modifiers.some((word) => word === 'skip' || word === 'todo');
    if (
      ts.isCallExpression(node) &&
      cases.has(root) &&
      !ts.isCallExpression(node.parent) &&
      node.arguments.length > 0
    ) {
      const [name, body] = node.arguments;
      (!isOff && doesSomething(body) ? written : open).push(name === undefined ? '' : textOf(name));
    }
    ts.forEachChild(node, (child) => visit(child, suites.has(root) ? isOff : skipped));
  };
  visit(ts.createSourceFile('cases.test.ts', text, ts.ScriptTarget.Latest, true), false);
  return { written, open };
}

/** `it`, `each` of `it.each(table)`; nothing of a call to anything else. */
function wordsOf(callee: ts.Node): readonly string[] {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [...wordsOf(callee.expression), callee.name.text];
  if (ts.isCallExpression(callee)) return wordsOf(callee.expression);
  if (ts.isTaggedTemplateExpression(callee)) return wordsOf(callee.tag);
  return [];
}

/** A function with a statement or a value, or the name of one. */
function doesSomething(body: ts.Expression | undefined): boolean {
  if (body === undefined) return false;
  if (!ts.isArrowFunction(body) && !ts.isFunctionExpression(body)) return true;
  return !ts.isBlock(body.body) || body.body.statements.length > 0;
}

const textOf = (name: ts.Expression): string => (ts.isStringLiteralLike(name) ? name.text : name.getText());
