import type { Facts } from '../facts/facts';
import type { Category, Evidence, Level } from '../findings/finding';
import type { Graph } from '../graph/graph';
import type { ResourceRef } from '../graph/location';
import type { OptionSpec, OptionValues } from './option';

/** Names of the `{placeholders}` of a message template. */
type Placeholder<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** One value for each placeholder: a forgotten `{rtt}` does not compile. */
export type MessageData<Template extends string> = { readonly [Name in Placeholder<Template>]: string };

/** What a rule says of one subject, with the proof. */
export interface Problem {
  readonly outcome: 'violation' | 'undetermined';
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  readonly resources: readonly ResourceRef[];
  readonly evidence: Evidence;
  /** Below the rule's own level where the law bends, such as a stretch within a metro. */
  readonly level?: Level | undefined;
  /** Tells findings on the same resources apart, such as the name of a workload. */
  readonly about?: string;
}

/** No problem is a pass. */
export type Verdict = readonly Problem[];

export interface Reporter<Messages extends Readonly<Record<string, string>>> {
  violation<Id extends keyof Messages & string>(id: Id, found: Found<Messages[Id]>): Problem;
  undetermined<Id extends keyof Messages & string>(id: Id, found: Found<Messages[Id]>): Problem;
}

interface Found<Template extends string> {
  readonly data: MessageData<Template>;
  readonly resources: readonly ResourceRef[];
  readonly evidence: Evidence;
  readonly level?: Level | undefined;
  readonly about?: string;
}

export interface RuleDefinition<
  Subject,
  Options extends Readonly<Record<string, OptionSpec>>,
  Messages extends Readonly<Record<string, string>>,
> {
  /** The law, `<subject>-<law>`. */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly category: Category;
  /**
   * `resource`: some of its violations can be decided by one resource alone, which then stops `pulumi up` before that
   * resource is created. `stack`: always needs several.
   */
  readonly scope: 'resource' | 'stack';
  readonly references: readonly { readonly title: string; readonly url: string }[];
  readonly messages: Messages;
  readonly options: Options;
  readonly select: (graph: Graph) => readonly Subject[];
  readonly check: (
    subject: Subject,
    context: { readonly facts: Facts; readonly options: OptionValues<Options>; readonly report: Reporter<Messages> },
  ) => Verdict;
}

type AnyOptions = Readonly<Record<string, OptionSpec>>;
type AnyMessages = Readonly<Record<string, string>>;

/** A rule with its subject type erased, as the engine and the doors hold it. */
export interface Rule extends Omit<RuleDefinition<unknown, AnyOptions, AnyMessages>, 'check'> {
  readonly check: (
    subject: unknown,
    context: {
      readonly facts: Facts;
      readonly options: Readonly<Record<string, number | boolean>>;
      readonly report: Reporter<AnyMessages>;
    },
  ) => Verdict;
}

/** States a rule once; documentation, policy metadata and configuration schemas are derived from it. */
export function defineRule<
  Subject,
  const Options extends Readonly<Record<string, OptionSpec>>,
  const Messages extends Readonly<Record<string, string>>,
>(rule: RuleDefinition<Subject, Options, Messages>): Rule {
  // Safe: the engine hands `check` only what the same rule's `select` returned, with options parsed by its own specs.
  return rule as unknown as Rule;
}
