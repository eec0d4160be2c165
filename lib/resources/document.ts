import type { RawResource } from './raw-resource';

/** One input as text, with the name people know it by (a path relative to where they stand, or `-`). */
export interface Document {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The stack it belongs to if it names none itself: by default the folder of its path. */
  readonly stack?: string;
  /** What was undone to get at its text, a clear line each. */
  readonly remarks?: readonly string[];
}

/** What kind of document resources were read from. */
export interface DocumentKind {
  /** For machines, such as `terraform-plan`. */
  readonly kind: string;
  /** For people, such as `Terraform plan`. */
  readonly title: string;
  /** What its values are: those that are to be, those that the program writes, or those that stand. */
  readonly tells: 'plan' | 'configuration' | 'state';
}

/** Whether resources of a type, by its name in the dialect, are wanted; a reader may pass over others that do not speak of stretching. */
export type Wanted = (type: string) => boolean;

/** What a reader made of a document. */
export interface Reading {
  readonly path: string;
  readonly from: DocumentKind;
  readonly resources: readonly RawResource[];
  /** How many more there are of types that were not wanted and were passed over unread, by type. */
  readonly passedOver?: ReadonlyMap<string, number>;
  /** What it lacks, and says so, for an error or a remark; absent for a whole one. */
  readonly incomplete?: string;
  /** The stack that the document itself names: `project/stack` of Pulumi, the name of a CDKTF stack. */
  readonly stack?: string;
  /** Things that make the reading incomplete without making it useless, a clear line each. */
  readonly warnings: readonly string[];
  /** What is worth knowing of how it was read, a clear line each. */
  readonly remarks?: readonly string[];
}

/** The document was not understood, or tells less than a judgement needs. One line: what, where, what to do. */
export class InputError extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message);
    this.name = 'InputError';
  }
}
