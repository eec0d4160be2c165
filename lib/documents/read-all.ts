import { InputError, type Document, type Reading } from '../resources/document';
import { documentsIn, readDocument } from './read-document';

/** What could not be read, or only in part. */
export interface Misread {
  readonly kind: 'input';
  readonly where: string;
  readonly message: string;
}

/** What a run reads. */
export interface Documents {
  readonly documents: readonly Document[];
  readonly onProgress?: ((done: number, total: number, path: string) => void) | undefined;
  /** Whether a document that says it is incomplete is one to judge, with a remark; by default it is an error of the run. */
  readonly allowIncomplete?: boolean | undefined;
}

/**
 * Reads every document; one that cannot be read spares the others.
 * @param isWanted whether resources of a type are to be read
 */
export function readAll(
  { documents, onProgress, allowIncomplete = false }: Documents,
  isWanted: (type: string) => boolean,
): {
  readonly readings: readonly Reading[];
  readonly errors: readonly Misread[];
} {
  const readings: Reading[] = [];
  const errors: Misread[] = [];
  for (const [index, document] of documents.entries()) {
    onProgress?.(index, documents.length, document.path);
    const failed: Misread[] = [];
    const sparingOthers = (read: () => void): void => {
      try {
        read();
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        failed.push({ kind: 'input', where: error.path, message: error.message });
      }
    };
    sparingOthers(() => {
      for (const part of documentsIn(document)) {
        sparingOthers(() => {
          const { incomplete, ...reading } = readDocument(part, isWanted);
          const gap = incomplete === undefined ? [] : [incomplete];
          const [warnings, remarks] = allowIncomplete ? [[], gap] : [gap, []];
          readings.push({
            ...reading,
            stack: reading.stack ?? document.stack ?? folderOf(document.path),
            remarks: [...(reading.remarks ?? []), ...remarks],
          });
          for (const message of [...reading.warnings, ...warnings]) {
            failed.push({ kind: 'input', where: reading.path, message });
          }
        });
      }
    });
    errors.push(...firstOf(failed, document.path));
  }
  onProgress?.(documents.length, documents.length, '');
  return { readings, errors };
}

/** Of one file with a document on each line; more say nothing new. */
const MOST_ERRORS = 100;

function firstOf(errors: readonly Misread[], where: string): readonly Misread[] {
  if (errors.length <= MOST_ERRORS + 1) return errors;
  const more = `and ${errors.length - MOST_ERRORS} more errors`;
  return [...errors.slice(0, MOST_ERRORS), { kind: 'input', where, message: more }];
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
