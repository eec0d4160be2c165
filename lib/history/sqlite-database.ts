import { statSync } from 'node:fs';
import { Database as Sqlite, type Statement } from 'node-sqlite3-wasm';
import type { Database, Row, Value } from './database';
import { HistoryError } from './history-error';
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
    try {
      const sqlite = guarded(name, () => new Sqlite(path));
      const database = new SqliteDatabase(name, sqlite, lock);
      guarded(name, () => {
        sqlite.exec(`PRAGMA cache_size = -${CACHE}; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON`);
      });
      await database.refuseOthers();
      return database;
    } catch (error) {
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
    try {
      for (const statement of this.statements.values()) statement.finalize();
      this.sqlite.close();
    } finally {
      this.lock.release();
    }
    return Promise.resolve();
  }

  private async transaction<Result>(begin: string, work: () => Promise<Result>): Promise<Result> {
    await this.script(begin);
    try {
      const result = await work();
      await this.script('COMMIT');
      return result;
    } catch (error) {
      // After a full disk SQLite has undone it already.
      if (this.sqlite.inTransaction) await this.script('ROLLBACK');
      throw error;
    }
  }

  /** A file with tables of somebody else is not to be written into. */
  private async refuseOthers(): Promise<void> {
    if (await this.hasTable('lightbound_history')) return;
    const [row] = await this.all('SELECT count(*) AS tables FROM sqlite_master');
    if (Number(row?.['tables']) === 0) return;
    await this.close();
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

/** @throws HistoryError in place of what SQLite says */
function guarded<Result>(name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/not a database|malformed|unsupported file format/u.test(message)) {
      throw new HistoryError('unreadable', `${name} is not a history of Lightbound: ${message}`);
    }
    const hint = /I\/O|full/u.test(message) ? ' (is the disk full?)' : '';
    throw new HistoryError('failed', `${name} cannot be used: ${message}${hint}; nothing was recorded by halves`);
  }
}
