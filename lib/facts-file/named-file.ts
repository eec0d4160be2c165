/** A file, and how people know it: for errors, origins and reports; never a path of the machine. */
export interface NamedFile {
  readonly path: string;
  /** By default the last part of the path. */
  readonly name?: string | undefined;
}
