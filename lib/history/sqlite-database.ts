import { statSync } from 'node:fs';
import { Database as Sqlite, type Statement } from 'node-sqlite3-wasm';
import type { Database, Row, Value } from './database';
import { damaged, HistoryError } from './history-error';
import { FileLock } from './file-lock';

/** Pages that are kept in memory, KiB. */
const CACHE = 16_384;

/** A history in a file, one process at a time. */
export class SqliteDatabase implements Database {
  private readonly statements = new Map<string, Statement>();

  private constructor(
    readonly name: string,
    private readonly sqlite: Sqlite,
    private readonly lock: FileLock,
  ) {}

  /**
   * Waits for the process that has it.
   * @param mustExist whether a file that is not there is an error, not a new history
   */
  static async open(path: string, name: string, mustExist: boolean): Promise<SqliteDatabase> {
    if (mustExist && statSync(path, { throwIfNoEntry: false }) === undefined) {
      throw new HistoryError('unreadable', `${name} does not exist; name results, which are then recorded in it`);
    }
    const lock = await FileLock.take(path, name);
    let database: SqliteDatabase | undefined;
    try {
      database = new SqliteDatabase(
        name,
        guarded(name, () => new Sqlite(path)),
        lock,
      );
      await database.script(`PRAGMA cache_size = -${CACHE}; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON`);
      await database.refuseOthers();
      return database;
    } catch (error) {
      await database?.close();
      lock.release();
      throw error;
    }
  }

  hasTable(table: string): Promise<boolean> {
    return this.all("SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).then(
      (rows) => rows.length > 0,
    );
  }

  all(sql: string, values: readonly Value[] = []): Promise<readonly Row[]> {
    return this.answer(() => this.prepared(sql).all([...values]) as readonly Row[]);
  }

  run(sql: string, values: readonly Value[] = []): Promise<void> {
    return this.answer(() => {
      this.prepared(sql).run([...values]);
    });
  }

  script(sql: string): Promise<void> {
    return this.answer(() => {
      this.sqlite.exec(sql.replaceAll('identity', 'INTEGER PRIMARY KEY').replaceAll('bytewise', ''));
    });
  }

  writing<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.transaction('BEGIN IMMEDIATE', work);
  }

  reading<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.transaction('BEGIN', work);
  }

  close(): Promise<void> {
    for (const statement of this.statements.values()) ended(() => statement.finalize());
    ended(() => {
      this.sqlite.close();
    });
    this.lock.release();
    return Promise.resolve();
  }

  private async transaction<Result>(begin: string, work: () => Promise<Result>): Promise<Result> {
    await this.script(begin);
    try {
      const result = await work();
      await this.script('COMMIT');
      return result;
    } catch (error) {
      // After a full disk SQLite has undone it already; and what went wrong first is what is told.
      if (this.sqlite.inTransaction) await this.script('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** A file with tables of somebody else is not to be written into. */
  private async refuseOthers(): Promise<void> {
    if (await this.hasTable('lightbound_history')) return;
    const [row] = await this.all('SELECT count(*) AS tables FROM sqlite_master');
    if (Number(row?.['tables']) === 0) return;
    throw new HistoryError(
      'unreadable',
      `${this.name} is a database of something else; name a file of its own for the history`,
    );
  }

  private prepared(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.sqlite.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  private answer<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve) => {
      resolve(guarded(this.name, work));
    });
  }
}

/** A statement says once more, as it ends, what made it fail. */
function ended(end: () => void): void {
  try {
    end();
  } catch {
    // It was told when it happened.
  }
}

/** What SQLite says of a file that is none of its own: of SQLITE_NOTADB, and of a file format of later versions. */
const NO_DATABASE = /not a database|unsupported file format/u;

/** Of one that holds what Lightbound has not written: SQLITE_CORRUPT, and statements or rows that do not fit its tables. */
const DAMAGED = /malformed|no such|already exists|constraint failed|has no column|datatype mismatch/u;

/** @throws HistoryError in place of what SQLite says */
function guarded<Result>(name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (NO_DATABASE.test(message)) {
      throw new HistoryError('unreadable', `${name} is not a history of Lightbound: ${message}`);
    }
    if (DAMAGED.test(message)) throw damaged(name, message);
    const hint = /I\/O|full/u.test(message) ? ' (is the disk full?)' : '';
    throw new HistoryError('failed', `${name} cannot be used: ${message}${hint}; nothing was recorded by halves`);
  }
}
