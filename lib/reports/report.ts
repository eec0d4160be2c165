export interface ReportOptions {
  readonly colour: boolean;
}

/** A format that a result, or the record of a link, can be written in. */
export interface Report<Content> {
  readonly audience: 'people' | 'machines';
  /** Whether it holds what went wrong with the run itself; where it does not, the caller says it. */
  readonly showsErrors: boolean;
  /** Pure: the whole text, every string from outside escaped for the format. */
  readonly write: (content: Content, options: ReportOptions) => string;
}
