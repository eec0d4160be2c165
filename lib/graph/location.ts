/**
 * What the plan does with a resource. `update` is in place; `replace` destroys and creates; `exists` comes from inputs that
 * carry no plan (state, stack export, synthesised configuration).
 */
export type Change = 'create' | 'update' | 'replace' | 'delete' | 'read' | 'no-op' | 'exists';

/** A resource as the user knows it, with the place of the property concerned where that is known. */
export interface ResourceRef {
  /** Terraform address, or Pulumi URN. */
  readonly address: string;
  /** Terraform resource type, or Pulumi type token. */
  readonly type: string;
  /** Property path in the spelling of the resource's own tool, such as `vsan_stretched_cluster[0].witness_node`. */
  readonly path?: string;
  /** Source file, relative to the project, where the input tells it. */
  readonly file?: string;
  readonly line?: number;
  /** Construct path in a CDKTF app. */
  readonly construct?: string;
  /** URN of the Pulumi resource, mostly a component, that it is a child of; absent for children of the stack. */
  readonly parent?: string;
  /** The stack it belongs to, where several are judged: addresses are unique in one only. Absent for the one without a name. */
  readonly stack?: string;
  /** The document it stands in, where two of one stack use one address for two resources. */
  readonly input?: string;
}

/** Tells resources of all stacks and documents apart. */
export function refKey(ref: Pick<ResourceRef, 'address' | 'stack' | 'input'>): string {
  const where = ref.input ?? ref.stack;
  return where === undefined ? ref.address : `${where}: ${ref.address}`;
}

/** The same whichever document of its stack the resource stands in. */
export const refIdentity = ({ address, stack }: Pick<ResourceRef, 'address' | 'stack'>): string =>
  refKey({ address, ...(stack !== undefined && { stack }) });

/** Whether two resources stand side by side, so that an address in one may mean the other. */
export const isBeside = (a: ResourceRef, b: ResourceRef): boolean => a.stack === b.stack && a.input === b.input;

/** Where a value was written. */
export type Origin =
  | { readonly kind: 'resource'; readonly address: string; readonly path: string }
  | {
      readonly kind: 'declaration';
      readonly source: string;
      readonly path: string;
      readonly line?: number;
      readonly column?: number;
    }
  | { readonly kind: 'reference'; readonly id: string; readonly source: string }
  | Guess
  | { readonly kind: 'default'; readonly reason: string };

/** What only a name, or an expression that may compute anything, tells of a place. */
export interface Guess {
  readonly kind: 'guess';
  /** For people: what is taken as what. */
  readonly reason: string;
  /** What the guess rests on, where two that rest on different grounds may differ though their values are equal. */
  readonly ground?: string;
}

/** One phrase for people: where the value was written. */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'resource':
      return `${origin.address} ${origin.path}`;
    case 'declaration':
      return origin.line === undefined
        ? `${origin.source} ${origin.path}`
        : `${origin.source}:${origin.line}:${origin.column ?? 1} ${origin.path}`;
    case 'reference':
      return `${origin.id} (${origin.source})`;
    case 'guess':
    case 'default':
      return origin.reason;
  }
}
