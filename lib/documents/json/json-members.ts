import { isUtf8 } from 'node:buffer';
import { InputError, type Document } from '../../resources/document';
import { JsonError } from './json-error';
import { JsonElements } from './json-elements';
import { parseBytes } from './parse-bytes';
import { position } from './position';
import { blank, scan, type Part } from './scan';

/** The members of a document's root object; each is parsed when it is asked for. */
export class JsonMembers {
  private readonly buffer: Buffer;

  private constructor(
    readonly path: string,
    bytes: Uint8Array,
    private readonly root: Part,
  ) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  static of(document: Document): JsonMembers {
    const { path, bytes } = document;
    const start = skipByteOrderMark(document);
    const first = bytes[blank(bytes, start)];
    if (first === undefined) throw new InputError(path, 'is empty; was the command that wrote it successful?');
    refuseOtherFormats(document, start);
    if (!isUtf8(bytes)) throw new InputError(path, 'is not valid UTF-8; export it again and do not re-encode it');
    try {
      const root = scan(bytes, start);
      if (first !== 0x7b)
        throw new InputError(
          path,
          `holds ${first === 0x5b ? 'a list' : 'a single value'}, not a JSON object; ${EXPECTED}`,
        );
      return new JsonMembers(path, bytes, root);
    } catch (error) {
      throw error instanceof JsonError ? explain(document, start, error) : error;
    }
  }

  has(name: string): boolean {
    return this.find([name]) !== undefined;
  }

  /** The parsed value of a member, or of one within it; undefined where there is none. */
  get(...names: readonly string[]): unknown {
    const part = this.find(names);
    return part === undefined ? undefined : parseBytes(this.slice(part.start, part.end));
  }

  /** The names of the members of an object near the root; undefined where no object stands. */
  namesIn(...names: readonly string[]): readonly string[] | undefined {
    const members = this.find(names)?.members;
    return members === undefined ? undefined : [...members.keys()];
  }

  /** The elements of a list near the root, to be parsed one by one; undefined where no list stands. */
  elementsOf(...names: readonly string[]): JsonElements | undefined {
    const offsets = this.find(names)?.elements;
    return offsets && new JsonElements(this.buffer, offsets);
  }

  /** Whether the text of a member holds these characters anywhere: cheaper than to parse it. */
  mentions(name: string, characters: string): boolean {
    const part = this.find([name]);
    return part !== undefined && this.slice(part.start, part.end).includes(characters);
  }

  private find(names: readonly string[]): Part | undefined {
    let part: Part | undefined = this.root;
    for (const name of names) part = part?.members?.get(name);
    return part;
  }

  private slice(start: number, end: number): Buffer {
    return this.buffer.subarray(start, end);
  }
}

export const EXPECTED =
  'give the JSON of a Terraform plan (`terraform show -json FILE`), a state, a CDKTF stack, `pulumi preview --json` or `pulumi stack export`';

function skipByteOrderMark({ path, bytes }: Document): number {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 3;
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const unmarked = bytes.length > 3 && ((a === 0 && b !== 0) || (a !== 0 && b === 0));
  if (marked || unmarked) {
    throw new InputError(path, 'is UTF-16 text; save it as UTF-8 (PowerShell: `| Out-File -Encoding utf8`)');
  }
  return 0;
}

function refuseOtherFormats({ path, bytes }: Document, start: number): void {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new InputError(
      path,
      'is a saved plan in binary form; run `terraform show -json FILE > plan.json` and check that',
    );
  }
  const head = Buffer.from(bytes.subarray(start, start + 4096)).toString('latin1');
  const hcl = /^\s*(#|\/\/|\/\*|(terraform|locals)\s*\{|(resource|data|provider|module|variable|output)\s+"|\w+\s*=)/;
  if (hcl.test(head)) {
    throw new InputError(
      path,
      'is HCL text; run `terraform plan -out p && terraform show -json p > plan.json` and check that',
    );
  }
}

/** Documents of one JSON object a line, by what their first line holds. */
const STREAMS: readonly (readonly [RegExp, string])[] = [
  [
    /"@(level|message)":/,
    'is a stream of log lines (`plan -json`), not a plan; run `terraform show -json FILE` on the saved plan',
  ],
  [/"sequence":\s*\d/, 'is an event stream of Pulumi; run `pulumi preview --json` without streaming'],
];

function explain(document: Document, start: number, { message, offset, kind }: JsonError): InputError {
  const { path, bytes } = document;
  const at = position(bytes, offset);
  if (kind === 'truncated') return new InputError(path, `is cut off: ${message} (${at}); write it again`);
  if (kind === 'trailing') {
    const first = Buffer.from(bytes.subarray(start, Math.min(offset, start + 4096))).toString('latin1');
    const stream = STREAMS.find(([mark]) => mark.test(first));
    if (stream !== undefined) return new InputError(path, stream[1]);
  }
  const other =
    bytes[blank(bytes, start)] === 0x7b || bytes[blank(bytes, start)] === 0x5b ? 'export it again' : EXPECTED;
  return new InputError(path, `is not valid JSON: it ${message} (${at}); ${other}`);
}
