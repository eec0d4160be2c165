import { readData } from './read-data';

/** A control of a framework, and the rules that say something of it. */
export interface Control {
  /** As the framework writes it, such as `CP-2(2)`. */
  readonly id: string;
  readonly title: string;
  /** Ids of rules, sorted. The framework names none of them: the mapping is ours. */
  readonly rules: readonly string[];
  /** The page on which id and title were read. */
  readonly source: {
    readonly title: string;
    readonly url: string;
    /** Somebody else's page, where the framework's own text is not public or was not read. */
    readonly isSecondary?: boolean;
  };
}

export interface Framework {
  /** As `--framework` takes it. */
  readonly id: string;
  readonly title: string;
  readonly controls: readonly Control[];
}

/** What auditors ask by, in the order of the table: ids and titles of controls, never their text. */
export const frameworks = (): readonly Framework[] => readData('frameworks.json') as readonly Framework[];
