/** The parts of cdktf, cdktn and constructs that the guard touches, by shape, so that it works with either fork. */
export interface ConstructNode {
  readonly path: string;
  findAll(): readonly { readonly node: ConstructNode }[];
  addValidation(validation: { validate(): string[] }): void;
  addMetadata(type: string, data: unknown): void;
}

export interface AppLike {
  readonly node: ConstructNode;
  /** The folder that a synthesis writes to. */
  readonly outdir?: string;
}

export interface StackLike {
  readonly node: ConstructNode;
  toTerraform(): object;
}

/** A stack renders itself and has a synthesizer; no other construct has both. */
export const isStack = (construct: object): construct is StackLike =>
  'toTerraform' in construct && typeof construct.toTerraform === 'function' && 'synthesizer' in construct;
