export interface ReportOptions {
  readonly colour: boolean;
  /** Columns of the terminal that it goes to; by default 80. */
  readonly columns?: number | undefined;
  /** Whether findings with the same cause are shown one by one. */
  readonly expand?: boolean;
  /** Whether SARIF holds what is known or waived, too. */
  readonly sarifAll?: boolean;
  /** The day of the run, ISO 8601, for a page that names it. */
  readonly today?: string;
  /** Whether the run fails; where nobody says, errors decide. */
  readonly fails?: boolean;
}

/** A format that a result, or the record of a link, can be written in. */
export interface Report<Content> {
  readonly audience: 'people' | 'machines';
  /** Whether its reader learns from the text alone that the run fails, so that findings are no reason for an exit code. */
  readonly passesOn?: boolean;
  /** Pure: the whole text, every string from outside escaped for the format. */
  readonly write: (content: Content, options: ReportOptions) => string;
}
