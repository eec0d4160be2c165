import { gunzipSync } from 'node:zlib';
import { InputError, type Document } from '../resources/document';

/** What a tool writes around the JSON of another. */
interface Wrapper {
  readonly by: string;
  /** Whole lines before the JSON. */
  readonly line?: RegExp;
  /** What stands at the beginning of each line of it. */
  readonly prefix?: RegExp;
}

const WRAPPERS: readonly Wrapper[] = [
  // The wrapper of hashicorp/setup-terraform has the command written to standard output.
  { by: 'setup-terraform', line: /^\[command\]/ },
  // Source: pulumi/pulumi issue 19775.
  { by: 'Pulumi', line: /^(?:Installing policy pack .*|Finished installing policy pack)$/ },
  // Source: gruntwork-io/terragrunt issue 3102; its reference on logging, "STDOUT" log level.
  {
    by: 'Terragrunt',
    line: /^\d\d:\d\d:\d\d\.\d{3} (?:STDERR|ERROR|WARN|INFO|DEBUG|TRACE) /,
    prefix: /^(?:\d\d:\d\d:\d\d\.\d{3} STDOUT (?:\[[^\]]*\] )?(?:terraform|tofu): |\[[^\]]*\] )(?=\{)/,
  },
];

/** Far more than any wrapper writes. */
const HEAD = 1 << 16;
/** Of a compressed document, in bytes. */
const LARGEST = 1 << 30;
/** What a compressed document may always unpack to, in bytes; beyond, to so many times its size: plans unpack to 20 to 60 times theirs. */
const HARMLESS = 1 << 26;
const MOST_TIMES = 200;

/**
 * Undoes what stands between the bytes of a document and its JSON: compression, UTF-16, lines of a wrapper. Its remarks say what was
 * undone; anything else stays as it is.
 * @throws InputError for compressed data that is broken or too large
 */
export function unwrap(document: Document): Document {
  const inflated = document.bytes[0] === 0x1f && document.bytes[1] === 0x8b ? inflate(document) : document;
  return withoutTail(withoutWrapper(fromUtf16(inflated)));
}

/** One document a line, as `terragrunt show --all -json` writes them; each is known by the line that it stands on. */
export function splitLines(document: Document): readonly Document[] {
  const { path, bytes } = document;
  const first = bytes.indexOf(LINE_FEED);
  if (first === -1 || !endsWith(bytes, first, CLOSE) || bytes[blankAfter(bytes, first)] !== OPEN) return [document];
  const lines: Document[] = [];
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte > SPACE)) lines.push({ ...document, path: `${path}:${number}`, bytes: line });
    start = end + 1;
  }
  return lines;
}

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const OPEN = 0x7b;
const CLOSE = 0x7d;

function endsWith(bytes: Uint8Array, end: number, byte: number): boolean {
  let last = end - 1;
  while (last >= 0 && (bytes[last] ?? 0) <= SPACE) last--;
  return bytes[last] === byte;
}

function blankAfter(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) <= SPACE) at++;
  return at;
}

function inflate(document: Document): Document {
  const maxOutputLength = Math.min(LARGEST, Math.max(HARMLESS, MOST_TIMES * document.bytes.length));
  try {
    return undone(document, gunzipSync(document.bytes, { maxOutputLength }), 'decompressed (gzip)');
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const what = isLarge
      ? `is gzip that unpacks to more than ${Math.round(maxOutputLength / 2 ** 20)} MiB; decompress it and check the result`
      : 'is gzip that cannot be decompressed; decompress it and check the result';
    throw new InputError(document.path, what);
  }
}

function fromUtf16(document: Document): Document {
  const [a, b] = document.bytes;
  const isLittle = a === 0xff && b === 0xfe;
  if (!isLittle && !(a === 0xfe && b === 0xff)) return document;
  const units = Buffer.from(document.bytes.subarray(2, document.bytes.length - (document.bytes.length % 2)));
  return undone(document, Buffer.from((isLittle ? units : units.swap16()).toString('utf16le')), 'read as UTF-16');
}

function withoutWrapper(document: Document): Document {
  const head = Buffer.from(document.bytes.subarray(0, HEAD)).toString('latin1');
  if (/^\s*(?:\{|$)/.test(head)) return document;
  const lines = head.split('\n').map((line) => line.trimEnd());
  const count = lines.findIndex((line) => line !== '' && wrapperOf(line) === undefined);
  const wrapper = lines.slice(0, count).map(wrapperOf).find(Boolean) ?? prefixOf(lines[0] ?? '');
  const rest = lines[count] ?? '';
  const prefixed = prefixOf(rest);
  if (count === -1 || wrapper === undefined || !(rest.trimStart().startsWith('{') || prefixed !== undefined)) {
    return document;
  }
  const before = lines.slice(0, count).length === 0 ? 0 : indexOfLine(document.bytes, count);
  const bytes = document.bytes.subarray(before);
  const { by, prefix } = prefixed ?? wrapper;
  const text = prefix === undefined || prefixed === undefined ? bytes : withoutPrefixes(bytes, prefix);
  return undone(document, text, `read without what ${by} wrote around it`);
}

/**
 * Workflow commands that the wrapper of hashicorp/setup-terraform 1 and 2 writes after what terraform wrote: four of `core.debug`, and where
 * the runner has no file for outputs three of `core.setOutput`; line breaks in them are escaped. 0 and 2 are its codes of success.
 * Source: hashicorp/setup-terraform, wrapper/terraform.js; actions/toolkit, packages/core/src/command.ts.
 */
const TAIL =
  /^::(?:debug::(?:Terraform exited with code [02]\.$|stdout: |stderr:|exitcode: [02]$)|set-output name=(?:stdout|stderr|exitcode)::)/;
/** By this the wrapper is known. */
const MARKS = /^::(?:debug::Terraform exited|set-output name=exitcode)/;
const MARK_LENGTH = 64;

/** Lines of the wrapper behind the JSON, in which no line begins with a colon. */
function withoutTail(document: Document): Document {
  const { bytes } = document;
  let [end, count, isMarked] = [bytes.length, 0, false];
  while (end > 0) {
    const start = bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
    const line = Buffer.from(bytes.subarray(start, Math.min(end, start + MARK_LENGTH)))
      .toString('latin1')
      .trimEnd();
    if (line !== '' && !TAIL.test(line)) break;
    isMarked ||= MARKS.test(line);
    if (line !== '') count++;
    end = Math.max(0, start - 1);
  }
  if (!isMarked) return document;
  return undone(
    document,
    bytes.subarray(0, end),
    `read without the ${count} lines that setup-terraform wrote after it`,
  );
}

const wrapperOf = (line: string): Wrapper | undefined => WRAPPERS.find((wrapper) => wrapper.line?.test(line) === true);

const prefixOf = (line: string): Wrapper | undefined => WRAPPERS.find(({ prefix }) => prefix?.test(line) === true);

function indexOfLine(bytes: Uint8Array, count: number): number {
  let start = 0;
  for (let line = 0; line < count; line++) start = bytes.indexOf(LINE_FEED, start) + 1;
  return start;
}

/** The lines that the wrapper passed on; its own, which have no JSON, are left out. */
function withoutPrefixes(bytes: Uint8Array, prefix: RegExp): Uint8Array {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  return Buffer.from(lines.flatMap((line) => (prefix.test(line) ? [line.replace(prefix, '')] : [])).join('\n'));
}

const undone = (document: Document, bytes: Uint8Array, remark: string): Document => ({
  ...document,
  bytes,
  remarks: [...(document.remarks ?? []), remark],
});
