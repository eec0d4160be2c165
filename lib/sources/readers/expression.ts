import { isObject, own, type JsonObject } from '../json/shape';

/** The references of one expression of a plan's configuration; undefined if it is none but nested blocks. */
export function expressionReferences(node: unknown): readonly string[] | undefined {
  if (!isObject(node)) return undefined;
  if (Object.hasOwn(node, 'constant_value')) return [];
  const { references } = node;
  if (Array.isArray(references)) return references.filter((r) => typeof r === 'string');
  return Object.keys(node).length === 0 ? [] : undefined;
}

/**
 * The references from which an attribute draws, in the order Terraform gives them. Blocks are found by what they hold:
 * the plan sorts sets and has no expressions for dynamic blocks, so that a block's position tells nothing.
 *
 * @param path Steps such as `a_side`, `0`, `access_point`; an index may be left out and then means every block.
 * @param values The resource's planned values.
 */
export function referencesAt(expressions: unknown, path: readonly string[], values: unknown): readonly string[] {
  const found: string[] = [];
  collect(expressions, path.flatMap(splitIndex), values, found);
  return found;
}

const splitIndex = (step: string): readonly string[] => {
  const match = /^(.+)\[(\d+)\]$/.exec(step);
  return match === null ? [step] : [match[1]!, match[2]!];
};

function collect(node: unknown, path: readonly string[], values: unknown, found: string[]): void {
  const references = expressionReferences(node);
  if (references !== undefined) {
    found.push(...references);
    return;
  }
  const [step, ...rest] = path;
  if (Array.isArray(node)) {
    if (step === undefined || !/^\d+$/.test(step)) {
      for (const block of node) collect(block, path, undefined, found);
      return;
    }
    const value: unknown = Array.isArray(values) ? values[Number(step)] : undefined;
    for (const block of blocksLike(node, values, value)) collect(block, rest, value, found);
  } else if (isObject(node)) {
    if (step === undefined) for (const child of Object.values(node)) collect(child, [], undefined, found);
    else collect(own(node, step), rest, own(values, step), found);
  }
}

/** The written blocks that a planned block may come from; none if dynamic blocks, which are not there, are among them. */
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
const comparable = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
