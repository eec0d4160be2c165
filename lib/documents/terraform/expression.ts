import { isObject, own, type JsonObject } from '../../resources/json-object';
import type { Shape } from '../json/shape';

/**
 * Checks what stands at the expressions of a resource: blocks, lists of blocks, and expressions with a constant or references.
 * @throws InputError
 */
export function checkExpressions(shape: Shape, node: unknown, path: string): void {
  if (Array.isArray(node)) {
    node.forEach((block, index) => {
      checkExpressions(shape, block, `${path}[${index}]`);
    });
    return;
  }
  const members = shape.object(node, path);
  if (Object.hasOwn(members, 'constant_value')) return;
  for (const [name, inner] of Object.entries(members)) {
    // A block may have an attribute of that name, which then has an expression of its own.
    if (name === 'references' && !isObject(inner)) shape.optionalTexts(inner, `${path}.references`);
    else checkExpressions(shape, inner, `${path}.${name}`);
  }
}

/** The references of one expression of a plan's configuration; undefined if it is none but nested blocks. */
export function expressionReferences(node: unknown): readonly string[] | undefined {
  if (!isObject(node)) return undefined;
  if (Object.hasOwn(node, 'constant_value')) return [];
  const { references } = node;
  if (Array.isArray(references)) return references.filter((r) => typeof r === 'string');
  return Object.keys(node).length === 0 ? [] : undefined;
}

/**
 * The references from which an attribute draws, in the order Terraform gives them.
 *
 * @param path Steps such as `a_side`, `0`, `access_point`; an index may be left out and then means every block.
 * @param values The resource's planned values.
 */
export function referencesAt(expressions: unknown, path: readonly string[], values: unknown): readonly string[] {
  return find(expressions, path, values).flatMap(({ node }) => allReferences(node));
}

/** Whether an attribute is written; undefined where an expression that holds more than the attribute does not show. */
export function writtenAt(expressions: unknown, path: readonly string[], values: unknown): boolean | undefined {
  const found = find(expressions, path, values);
  const answers = found.map(({ node, rest }) => {
    if (rest.length === 0) return true;
    if (!isObject(node) || !Object.hasOwn(node, 'constant_value')) return undefined;
    let constant: unknown = node['constant_value'];
    for (const step of rest) constant = Array.isArray(constant) ? constant[Number(step)] : own(constant, step);
    return constant !== undefined && constant !== null;
  });
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** Part of the configuration at a path. An expression may end the path early; `rest` is what lies inside its value. */
interface Found {
  readonly node: unknown;
  readonly rest: readonly string[];
}

function find(node: unknown, path: readonly string[], values: unknown, at = 0): readonly Found[] {
  if (node === undefined) return [];
  const step = path[at];
  if (step === undefined || expressionReferences(node) !== undefined) return [{ node, rest: path.slice(at) }];
  if (Array.isArray(node)) {
    if (!/^\d+$/.test(step)) return node.flatMap((block) => find(block, path, undefined, at));
    const value: unknown = Array.isArray(values) ? values[Number(step)] : undefined;
    return blocksLike(node, values, value).flatMap((block) => find(block, path, value, at + 1));
  }
  return find(own(node, step), path, own(values, step), at + 1);
}

function allReferences(node: unknown): readonly string[] {
  const references = expressionReferences(node);
  if (references !== undefined) return references;
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(allReferences) : [];
}

/**
 * The written blocks that a planned block may come from, found by what they hold: the plan sorts sets, so that a block's
 * position tells nothing. None if there are more blocks than written ones: dynamic blocks have no expressions at all.
 */
function blocksLike(blocks: readonly unknown[], values: unknown, value: unknown): readonly unknown[] {
  if (Array.isArray(values) && values.length > blocks.length) return [];
  if (blocks.length === 1) return blocks;
  const alike = blocks.filter((block) => isObject(block) && agrees(block, value));
  return alike.length > 0 ? alike : blocks;
}

function agrees(block: JsonObject, value: unknown): boolean {
  return Object.entries(block).every(([name, expression]) => {
    const constant = own(expression, 'constant_value');
    const planned = own(value, name);
    if (constant === undefined || planned === undefined || planned === null) return true;
    return comparable(constant) === comparable(planned);
  });
}

// Terraform converts between strings, numbers and booleans as the schema asks.
const comparable = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
