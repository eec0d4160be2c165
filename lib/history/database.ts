export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/**
 * What a history asks of a database. Statements are of the SQL that SQLite and PostgreSQL share, with `?` where a value goes.
 * Whatever goes wrong is a HistoryError.
 */
export interface Database {
  /** How people name it, without a password. */
  readonly name: string;
  hasTable(name: string): Promise<boolean>;
  /** Sums and counts may come as texts. */
  all(sql: string, values?: readonly Value[]): Promise<readonly Row[]>;
  run(sql: string, values?: readonly Value[]): Promise<void>;
  /**
   * Statements without values, apart by semicolons, with `identity` where a key is that the database gives, and `bytewise` where
   * texts are sorted by their bytes.
   */
  script(sql: string): Promise<void>;
  /** All of it or nothing; nobody else writes meanwhile. */
  writing<Result>(work: () => Promise<Result>): Promise<Result>;
  /** All that is read is of one moment. */
  reading<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}
