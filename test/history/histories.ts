import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Database } from '../../lib/history/database';
import { openHistory } from '../../lib/history/open-history';
import { PostgresDatabase } from '../../lib/history/postgres-database';
import { SqliteDatabase } from '../../lib/history/sqlite-database';

/** A PostgreSQL server on which tests may make databases; `.ci/run` starts one. */
const server = process.env['LIGHTBOUND_TEST_POSTGRES'];

/** An empty history of either kind: where it is, as `--history` takes it. */
export interface EmptyHistory {
  readonly where: string;
  readonly remove: () => Promise<void>;
}

export interface Engine {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly absent?: string;
  readonly make: () => Promise<EmptyHistory>;
}

export const sqlite: Engine = {
  name: 'SQLite',
  make: () => {
    const folder = mkdtempSync(join(tmpdir(), 'history-'));
    const remove = (): Promise<void> => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    };
    return Promise.resolve({ where: join(folder, 'history.db'), remove });
  },
};

export const postgres: Engine = {
  name: 'PostgreSQL',
  ...(server === undefined && { absent: 'LIGHTBOUND_TEST_POSTGRES names no server' }),
  make: async () => {
    const name = `lightbound_${process.pid}_${databases++}`;
    await onServer(`CREATE DATABASE ${name}`);
    const where = new URL(server ?? '');
    where.pathname = `/${name}`;
    return { where: where.href, remove: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`) };
  },
};

let databases = 0;

export async function onServer(sql: string, where = server): Promise<void> {
  const client = new Client({ connectionString: where });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Tests on each engine; one that is absent is skipped with its reason, unless engines are required. */
export function describeHistories(
  title: string,
  tests: (engine: Engine) => void,
  engines: readonly Engine[] = [sqlite, postgres],
): void {
  for (const engine of engines) {
    if (engine.absent === undefined || process.env['LIGHTBOUND_REQUIRE_ENGINES'] === '1') {
      describe(`${engine.name}: ${title}`, () => {
        tests(engine);
      });
    } else {
      describe(`${engine.name}: ${title} [skipped: ${engine.absent}]`, () => {
        it.skip('needs a server', () => undefined);
      });
    }
  }
}

/** An open history that is empty before, and gone after. */
export async function withHistory(
  engine: Engine,
  use: (database: Database, where: string) => Promise<void>,
  open: (where: string) => Promise<Database> = (where) => openHistory(where, '/', false),
): Promise<void> {
  const { where, remove } = await engine.make();
  try {
    const database = await open(where);
    try {
      await use(database, where);
    } finally {
      await database.close();
    }
  } finally {
    await remove();
  }
}

/** Opens a history as it is, whatever its schema. */
export const openUnmigrated = (where: string): Promise<Database> =>
  where.includes('://') ? PostgresDatabase.open(where, false) : SqliteDatabase.open(where, where, false);
