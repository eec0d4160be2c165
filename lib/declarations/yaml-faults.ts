import { isAlias, isMap, isScalar, isSeq, type Document, type Scalar } from 'yaml';
import { quote } from '../model/explain-quantity';

/** What YAML allows and a reader takes for something else. */
export interface YamlFault {
  readonly offset: number;
  readonly message: string;
  /** Whether the data would not be what was written. */
  readonly isFatal: boolean;
}

/** Numbers as everybody reads them; neither octal, hexadecimal nor with an exponent. Infinity and NaN are told by what they are for. */
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$|^[-+]?\.(?:inf|nan)$/iu;

/** Tags, aliases in circles, keys that are no words, keys given twice, and numbers that look like others. */
export function yamlFaults(document: Document): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  const add = (node: unknown, message: string, isFatal = false): void => {
    faults.push({ offset: offsetOf(node), message, isFatal });
  };
  /** Anchors of the nodes that hold the one at hand. */
  const open: string[] = [];
  const walk = (node: unknown): void => {
    if (isAlias(node) && open.includes(node.source)) {
      add(node, `the alias ${quote(node.source)} stands within what it stands for`, true);
    }
    const { anchor } = (node ?? {}) as { readonly anchor?: string };
    if (anchor !== undefined) open.push(anchor);
    look(node);
    if (anchor !== undefined) open.pop();
  };
  const look = (node: unknown): void => {
    const tag = tagOf(node);
    if (tag !== undefined) add(node, `holds the YAML tag ${quote(tag)}, which is not supported: remove it`, true);
    if (isScalar(node)) {
      const complaint = numberComplaint(node);
      if (complaint !== undefined) add(node, complaint);
    }
    if (isSeq(node)) for (const item of node.items) walk(item);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        add(key, `a key must be a word, not ${isAlias(key) ? 'an alias' : isMap(key) ? 'a mapping' : 'a list'}`, true);
        continue;
      }
      const name = String(key.value);
      if (seen.has(name)) add(key, `${quote(name)} is declared twice`);
      seen.add(name);
      const source = key.source ?? '';
      if (typeof key.value !== 'string' && source !== name) add(key, `the key is read as ${name}: write it in quotes`);
      walk(value);
    }
  };
  walk(document.contents);
  return faults;
}

/** In the short form: `!!set`. */
function tagOf(node: unknown): string | undefined {
  const { tag } = (node ?? {}) as { readonly tag?: string };
  return tag?.replace(/^tag:yaml\.org,2002:/u, '!!');
}

function numberComplaint({ value, source = '' }: Scalar): string | undefined {
  if (typeof value !== 'number' || PLAIN_NUMBER.test(source)) return undefined;
  const plain = Number(source) === value && String(value).includes('e') ? 'it without an exponent' : String(value);
  return `${quote(source)} is read as ${String(value)}: write ${plain}, or in quotes what is a text`;
}

const offsetOf = (node: unknown): number => {
  const { range } = (node ?? {}) as { readonly range?: readonly number[] };
  return range?.[0] ?? 0;
};
