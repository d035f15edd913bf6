import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import Database from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import type { Db, Schema } from './schema.ts'

/** Versions before this may corrupt a WAL database when two connections write (sqlite.org/wal.html, "walresetbug"). */
const OLDEST_SAFE_SQLITE = '3.51.3'
/** How long a call may stand still for another process's lock: it holds up everything else in this one. */
const BUSY_TIMEOUT_MS = 20
/** How long a transaction waits for its turn, without holding up anything. */
const MOST_WAITING_MS = 5000
const RETRY_MS = 20
/** 4 MiB of pages for each connection; what is read often beyond that stays in the system's own cache. */
const CACHE_KIB = 4096

export interface SqliteConnection {
  db: Db
  close(): Promise<void>
}

/**
 * Opens an SQLite file for writing: WAL, and every commit on disk before it returns.
 * @throws when SQLite is too old or `synchronous=FULL` does not hold.
 */
export function openSqliteWriter(file: string): SqliteConnection {
  mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  refuseUnsafeVersion(database)
  database.pragma('journal_mode = WAL')
  // better-sqlite3 is built with NORMAL as the WAL default, which may lose acknowledged commits on power loss.
  database.pragma('synchronous = FULL')
  setUpConnection(database)
  const synchronous = database.pragma('synchronous', { simple: true })
  if (synchronous !== 2)
    throw new Error(`SQLite runs with synchronous=${synchronous}, not FULL (2): refusing to write`)
  return kyselyOver(database, 'begin immediate')
}

/** A second connection for pages and exports: a read never waits for an open write transaction. */
export function openSqliteReader(file: string): SqliteConnection {
  const database = new Database(file, { readonly: true })
  setUpConnection(database)
  return kyselyOver(database, 'begin')
}

function setUpConnection(database: Database.Database): void {
  database.pragma('foreign_keys = ON')
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  database.pragma(`cache_size = -${CACHE_KIB}`)
}

function refuseUnsafeVersion(database: Database.Database): void {
  const version = String(database.prepare('select sqlite_version()').pluck().get())
  if (isOlder(version, OLDEST_SAFE_SQLITE)) {
    throw new Error(
      `SQLite ${version} is older than ${OLDEST_SAFE_SQLITE}, which first keeps WAL files whole; update better-sqlite3`,
    )
  }
}

export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number))
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}

function kyselyOver(database: Database.Database, begin: string): SqliteConnection {
  const cached = withStatementCache(database)
  const db: Db = new Kysely<Schema>({ dialect: new DurableSqliteDialect({ database: cached }, begin) })
  direct.set(db, { database, prepare: cached.prepare })
  return {
    db,
    close: async () => {
      await db.destroy()
      // Kysely leaves a connection open that was never used, and SQLite then keeps its WAL file.
      if (database.open) database.close()
    },
  }
}

interface DirectConnection {
  database: Database.Database
  prepare(sql: string): Database.Statement
}

const direct = new WeakMap<Db, DirectConnection>()

/**
 * Runs `write` as one transaction on the connection itself, when nobody else holds it. Statements that go through
 * Kysely cost some ten microseconds each on top of SQLite's own; a rating's eleven rows would pay it eleven times.
 */
export async function writeDirectly(
  db: Db,
  write: (prepare: DirectConnection['prepare']) => void,
): Promise<void> {
  const connection = direct.get(db)
  if (!connection) throw new Error('not a connection to SQLite that is open for writing')
  const run = () => connection.database.transaction(write).immediate(connection.prepare)
  if (!connection.database.inTransaction) {
    try {
      return run()
    } catch (error) {
      if (!isBusy(error)) throw error
    }
  }
  // In Kysely's queue for the connection, since somebody has a transaction open on it or may open one meanwhile.
  await db.connection().execute(() => whenFree(run))
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

/** Tries again while another process holds the write lock. `begin immediate` comes first, so nothing was done yet. */
async function whenFree<T>(act: () => T | Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + MOST_WAITING_MS
  for (;;) {
    try {
      return await act()
    } catch (error) {
      if (!isBusy(error) || performance.now() >= giveUpAt) throw error
      await after(RETRY_MS)
    }
  }
}

/** Kysely prepares every statement anew; keeping them takes a transaction from about 219 to 41 µs. */
function withStatementCache(database: Database.Database, most = 500) {
  const statements = new Map<string, Database.Statement>()
  return {
    close: () => {
      database.close()
    },
    prepare(sql: string): Database.Statement {
      const known = statements.get(sql)
      if (known && !known.busy) return known
      const statement = database.prepare(sql)
      statements.set(sql, statement)
      const oldest = statements.keys().next().value
      if (statements.size > most && oldest !== undefined) statements.delete(oldest)
      return statement
    },
  }
}

type Config = ConstructorParameters<typeof SqliteDialect>[0]

/** Kysely's dialect, with a chosen `begin` and with DDL inside transactions. */
class DurableSqliteDialect extends SqliteDialect {
  readonly #config: Config
  readonly #begin: string

  constructor(config: Config, begin: string) {
    super(config)
    this.#config = config
    this.#begin = begin
  }

  override createDriver(): SqliteDriver {
    return new BeginningDriver(this.#config, this.#begin)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter()
  }
}

/** Writers begin immediately: a deferred transaction that reads first fails with SQLITE_BUSY_SNAPSHOT, which no timeout helps. */
class BeginningDriver extends SqliteDriver {
  readonly #begin: CompiledQuery

  constructor(config: Config, begin: string) {
    super(config)
    this.#begin = CompiledQuery.raw(begin)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await whenFree(() => connection.executeQuery(this.#begin))
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
