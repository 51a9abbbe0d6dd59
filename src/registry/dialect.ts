import type Database from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/**
 * SQLite for Kysely with two differences from Kysely's own driver: a transaction that writes begins IMMEDIATE, since a
 * deferred one that reads and then writes fails when another process wrote meanwhile; and prepared statements are kept.
 */
export function immediateSqlite(sqlite: Database.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => immediateDriver(sqlite),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** More distinct texts than this come from lists of changing length; keeping all of them would grow without end. */
const KEPT_STATEMENTS = 500;

function immediateDriver(sqlite: Database.Database): Driver {
  const connection = keepingConnection(sqlite);
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: async (_, { accessMode }) => {
      sqlite.exec(accessMode === 'read only' ? 'BEGIN' : 'BEGIN IMMEDIATE');
    },
    commitTransaction: async () => {
      sqlite.exec('COMMIT');
    },
    rollbackTransaction: async () => {
      // SQLite itself rolls back on a full disk; a second ROLLBACK would hide the first error.
      if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    },
    releaseConnection: async () => {},
    destroy: async () => {
      sqlite.close();
    },
  };
}

function keepingConnection(sqlite: Database.Database): DatabaseConnection {
  const kept = new Map<string, Database.Statement<unknown[]>>();
  const prepare = (text: string) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= KEPT_STATEMENTS) kept.clear();
    const made = sqlite.prepare<unknown[]>(text);
    kept.set(text, made);
    return made;
  };
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const statement = prepare(sql);
      // Kysely's own type of rows is the promise made where the query was written.
      if (statement.reader) return { rows: statement.all(parameters) as R[] };
      const { changes } = statement.run(parameters);
      return { numAffectedRows: BigInt(changes), rows: [] };
    },
    streamQuery: () => {
      throw new Error('the registry reads in pages, not in streams');
    },
  };
}
