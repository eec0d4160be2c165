import type { LinkRecord } from './link-record';
import { linkRecordOf, type RecordOptions } from './link-record-of';
import { readLink, type LinkError, type WrittenOptions } from './read-options';

/** What is to be said of the link between two places, or everything that is wrong with how it is asked. */
export function askLink(
  from: string,
  to: string,
  written: WrittenOptions,
  options: RecordOptions,
): { readonly record: LinkRecord } | { readonly errors: readonly LinkError[] } {
  const { read, errors } = readLink(from, to, written);
  return read === undefined ? { errors } : { record: linkRecordOf(read, options) };
}
