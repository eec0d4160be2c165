/* oxlint-disable typescript/no-require-imports -- whoever has a file needs no client of a server, and the other way round */
import { resolve } from 'node:path';
import type { Database } from './database';
import { realPath } from '../whole-file/real-path';
import { HistoryError } from './history-error';
import { migrate } from './migrations';
import type * as postgres from './postgres-database';
import type * as sqlite from './sqlite-database';

/**
 * Opens a history, makes it where there is none, and brings it to the schema of this version.
 * @param where a file, or the address of a PostgreSQL database
 * @param mustExist whether one that is not there is an error
 * @throws HistoryError
 */
export async function openHistory(where: string, cwd: string, mustExist: boolean): Promise<Database> {
  const database = await open(where, cwd, mustExist);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function open(where: string, cwd: string, mustExist: boolean): Promise<Database> {
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\/\//iu.exec(where) ?? [];
  if (scheme === undefined) {
    const { SqliteDatabase } = require('./sqlite-database') as typeof sqlite;
    return await SqliteDatabase.open(realPath(resolve(cwd, where)), where, mustExist);
  }
  if (!['postgres', 'postgresql'].includes(scheme)) {
    throw new HistoryError('usage', `a history is a file or postgres://HOST/DATABASE, not ${scheme}://`);
  }
  const { PostgresDatabase } = require('./postgres-database') as typeof postgres;
  return await PostgresDatabase.open(where, mustExist);
}
