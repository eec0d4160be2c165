import type { RawResource } from './raw-resource';

/** One input as text, with the name people know it by (a path relative to where they stand, or `-`). */
export interface Document {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type DocumentKind =
  'terraform-plan' | 'terraform-state' | 'cdktf-stack' | 'pulumi-preview' | 'pulumi-export' | 'pulumi-policy';

/** Whether resources of a type, by its name in the dialect, are wanted; a reader may pass over others. */
export type Wanted = (type: string) => boolean;

/** What a reader made of a document. */
export interface Reading {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly resources: readonly RawResource[];
  /** How many more there are, of types that were not wanted and were passed over unread. */
  readonly passedOver?: number;
  /** Things that make the reading incomplete without making it useless, a clear line each. */
  readonly warnings: readonly string[];
}

/** Where several documents are read, each resource says which one it stands in: addresses are unique in one only. */
export function nameInputs(readings: readonly Reading[]): void {
  for (const { path, resources } of readings) {
    for (const resource of resources) Object.assign(resource, { ref: { ...resource.ref, input: path } });
  }
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
