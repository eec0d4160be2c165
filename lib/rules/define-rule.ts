import type { Facts, PathFacts } from '../facts/facts';
import type { Category, Confidence, Level, Outcome, SubjectPart } from '../findings/finding';
import type { Graph } from '../graph/graph';
import type { GraphNode } from '../graph/graph-node';
import type { ResourceRef } from '../graph/location';
import type { ProblemEvidence } from './evidence';
import type { OptionSpec, OptionValues } from './option';
import { ruleProblems } from './rule-problems';

/** Names of the `{placeholders}` of a message template. */
type Placeholder<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** One value for each placeholder: a forgotten `{rtt}` does not compile. */
export type MessageData<Template extends string> = { readonly [Name in Placeholder<Template>]: string };

/** What a rule says of one subject, with the proof. */
export interface Problem {
  readonly outcome: Outcome;
  /** Only of a violation. */
  readonly confidence?: Confidence;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  /** The pair of sites that decides, where one does. */
  readonly path?: PathFacts | undefined;
  /** Resources that the finding names besides those that make its subject, and one in each site of the path. */
  readonly resources?: readonly ResourceRef[] | undefined;
  readonly evidence: ProblemEvidence;
  /** A sentence, with a space before it, that the message ends with. */
  readonly caveat?: string;
  /** Below the rule's own level where the law bends, such as a stretch within a metro. */
  readonly level?: Level | undefined;
  /** The pair of sites or the machine, where the rule judges each by itself. */
  readonly part?: SubjectPart | undefined;
}

/** No problem is a pass. */
export type Verdict = readonly Problem[];

export interface Reporter<Messages extends Readonly<Record<string, string>>> {
  violation<Id extends keyof Messages & string>(id: Id, found: Found<Messages[Id]>): Problem;
  /** A violation by what is typical, since nothing is declared: at most a warning. */
  likely<Id extends keyof Messages & string>(id: Id, found: Found<Messages[Id]>): Problem;
  /** A stretch because the subject is built to be one, whatever its ends are: at most a warning. */
  byConstruction<Id extends keyof Messages & string>(id: Id, found: Found<Messages[Id]>): Problem;
  /** What holds and is worth knowing. */
  remark<Id extends keyof Messages & string>(id: Id, found: Found<Messages[Id]>): Problem;
  undetermined<Id extends keyof Messages & string>(id: Id, found: Found<Messages[Id]>): Problem;
}

interface Found<Template extends string> {
  readonly data: MessageData<Template>;
  readonly path?: PathFacts | undefined;
  readonly resources?: readonly ResourceRef[] | undefined;
  readonly evidence: ProblemEvidence;
  readonly level?: Level | undefined;
  readonly part?: SubjectPart | undefined;
}

/** What a rule reads of the table of platform limits. */
export interface LimitsRead {
  readonly read: 'round trip' | 'bandwidth' | 'throttling';
  /** Of the products that move running machines, or of those that mirror storage. */
  readonly of: 'moves' | 'mirrors';
}

/** What a rule is handed besides its subject. */
export interface RuleContext<
  Options extends Readonly<Record<string, OptionSpec>>,
  Messages extends Readonly<Record<string, string>>,
> {
  readonly facts: Facts;
  readonly options: OptionValues<Options>;
  readonly report: Reporter<Messages>;
  /** Everything around the subject. */
  readonly graph: Graph;
  /** The day on which the run takes place, ISO 8601; who asks for it has it shown in the result. */
  readonly today: () => string;
}

export interface RuleDefinition<
  Subject extends GraphNode,
  Options extends Readonly<Record<string, OptionSpec>>,
  Messages extends Readonly<Record<string, string>>,
> {
  /** `<subject>-<law>`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what must hold. */
  readonly law: string;
  /** The reason, in paragraphs with an empty line between them, that somebody who runs networks would accept. */
  readonly why: string;
  /** Address of a page that explains the rule. */
  readonly help?: string;
  readonly level: Level;
  readonly category: Category;
  /**
   * `resource`: some of its violations can be decided by one resource alone, which then stops `pulumi up` before that
   * resource is created. `stack`: always needs several.
   */
  readonly scope: 'resource' | 'stack';
  /** Whether people can accept its findings; true by default. What is false stays false, whoever accepts it. */
  readonly waivable?: boolean;
  readonly references: readonly { readonly title: string; readonly url: string }[];
  readonly messages: Messages;
  readonly options: Options;
  readonly limits?: LimitsRead;
  readonly select: (graph: Graph) => readonly Subject[];
  readonly check: (subject: Subject, context: RuleContext<Options, Messages>) => Verdict;
}

type AnyOptions = Readonly<Record<string, OptionSpec>>;
type AnyMessages = Readonly<Record<string, string>>;

/** A rule with its subject type erased, as the engine and the doors hold it. */
export interface Rule extends Omit<RuleDefinition<GraphNode, AnyOptions, AnyMessages>, 'check'> {
  readonly check: (
    subject: GraphNode,
    context: Omit<RuleContext<AnyOptions, AnyMessages>, 'options'> & {
      readonly options: Readonly<Record<string, number | boolean>>;
    },
  ) => Verdict;
}

/**
 * States a rule once; documentation, policy metadata and configuration schemas are derived from it.
 * @throws Error with one line where the definition is wrong: types do not reach rules written in JavaScript
 */
export function defineRule<
  Subject extends GraphNode,
  const Options extends Readonly<Record<string, OptionSpec>>,
  const Messages extends Readonly<Record<string, string>>,
>(definition: RuleDefinition<Subject, Options, Messages>): Rule {
  // Safe: the engine hands `check` only what the same rule's `select` returned, with options parsed by its own specs.
  const rule = definition as unknown as Rule;
  const [problem] = ruleProblems(rule);
  if (problem !== undefined) throw new Error(problem);
  return rule;
}
