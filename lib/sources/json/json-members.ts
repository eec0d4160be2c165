import { isAscii, isUtf8 } from 'node:buffer';
import { InputError, type Document } from '../document';
import { JsonError } from './json-error';
import { position } from './position';
import { blank, scan, type Span } from './scan';

/** The members of a document's root object; each is parsed when it is asked for. */
export class JsonMembers {
  private constructor(
    readonly path: string,
    private readonly bytes: Uint8Array,
    private readonly spans: ReadonlyMap<string, Span>,
  ) {}

  static of(document: Document): JsonMembers {
    const { path, bytes } = document;
    const start = skipByteOrderMark(document);
    const first = bytes[blank(bytes, start)];
    if (first === undefined) throw new InputError(path, 'is empty; was the command that wrote it successful?');
    refuseOtherFormats(document, start);
    if (!isUtf8(bytes)) throw new InputError(path, 'is not valid UTF-8; export it again and do not re-encode it');
    try {
      const spans = scan(bytes, start);
      if (first !== 0x7b)
        throw new InputError(
          path,
          `holds ${first === 0x5b ? 'a list' : 'a single value'}, not a JSON object; ${EXPECTED}`,
        );
      return new JsonMembers(path, bytes, spans);
    } catch (error) {
      throw error instanceof JsonError ? explain(document, start, error) : error;
    }
  }

  has(name: string): boolean {
    return this.spans.has(name);
  }

  /** The parsed value of a member; undefined where there is none. */
  get(name: string): unknown {
    const span = this.spans.get(name);
    if (span === undefined) return undefined;
    const { bytes } = this;
    const part = Buffer.from(bytes.buffer, bytes.byteOffset + span.start, span.end - span.start);
    // Latin-1 text of ASCII bytes is made faster than UTF-8 and is parsed as one-byte characters.
    return JSON.parse(part.toString(isAscii(part) ? 'latin1' : 'utf8'));
  }

  /** Whether the text of a member holds these characters anywhere: cheaper than to parse it. */
  mentions(name: string, characters: string): boolean {
    const span = this.spans.get(name);
    if (span === undefined) return false;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + span.start, span.end - span.start).includes(
      characters,
    );
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
