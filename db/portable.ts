import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

/** What differs between the two databases, in one place. */

/** Of several processes that set up one database, one goes first. SQLite has its write lock for that. */
export async function waitForSetUp(trx: Transaction<Schema>): Promise<void> {
  if (!isSqlite(trx)) await sql`select pg_advisory_xact_lock(20)`.execute(trx)
}

/**
 * Keeps who adds dossiers and who rates them apart until the end of the transaction, so that of the two the later sees
 * what the earlier did; those who rate do not wait for each other. On SQLite there is one writer anyway.
 */
export async function lockDossiers(trx: Transaction<Schema>, who: 'adding' | 'rating'): Promise<void> {
  if (isSqlite(trx)) return
  if (who === 'adding') await sql`select pg_advisory_xact_lock(21)`.execute(trx)
  else await sql`select pg_advisory_xact_lock_shared(21)`.execute(trx)
}

/**
 * Of those who take something away that an account or the whole program must not lose, one goes after the other, until
 * the end of the transaction: each then sees what the others left. On SQLite there is one writer anyway.
 */
export async function lockAccounts(trx: Transaction<Schema>): Promise<void> {
  if (!isSqlite(trx)) await sql`select pg_advisory_xact_lock(22)`.execute(trx)
}

export function isSqlite<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter
}

/** `column in ('a', 'b')` for a check constraint; the values are ours, never a visitor's. */
export function oneOf(column: string, values: readonly string[]) {
  return sql`${sql.ref(column)} in (${sql.join(values.map((value) => sql.lit(value)))})`
}

/** Keeps the rows in the order of the primary key where the database can: a range of months is then one stretch. */
export function clustered<T extends string, C extends string>(
  db: Kysely<unknown>,
  table: CreateTableBuilder<T, C>,
): CreateTableBuilder<T, C> {
  return isSqlite(db) ? table.modifyEnd(sql`without rowid`) : table
}

export async function runPerDialect(
  db: Kysely<unknown>,
  statements: { sqlite: readonly string[]; postgres: readonly string[] },
): Promise<void> {
  for (const statement of isSqlite(db) ? statements.sqlite : statements.postgres) {
    await sql.raw(statement).execute(db)
  }
}

/** Whether the database refused the data itself, so that the same data will be refused again. */
export function isDataError(error: unknown): boolean {
  const code = errorCode(error)
  return /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code) || /^((22|23)\w{3}|P0001)$/.test(code)
}

/** Whether the database cannot be had just now (locked, full, unreachable, starting), so that the same may succeed later. */
export function isUnavailable(error: unknown): boolean {
  const code = errorCode(error)
  if (
    /^(SQLITE_(BUSY|FULL|IOERR|CANTOPEN)|08|57P0|53|55P03|E(CONN|PIPE|TIMEDOUT|HOST|NET|AI_AGAIN))/.test(code)
  )
    return true
  const message = error instanceof Error ? error.message : ''
  return /no PostgreSQL host takes writes|timeout exceeded when trying to connect|Connection terminated|Query read timeout/.test(
    message,
  )
}

/** Whether a row with the same key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return /^(23505|SQLITE_CONSTRAINT_(PRIMARYKEY|UNIQUE))$/.test(errorCode(error))
}

/** Whether other rows still point to the row. */
export function isForeignKeyViolation(error: unknown): boolean {
  return /^(23503|SQLITE_CONSTRAINT_FOREIGNKEY)$/.test(errorCode(error))
}

function errorCode(error: unknown): string {
  return error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : ''
}

/** For searching without marks and case: SQLite's lower() knows ASCII only, and đ carries no mark to strip. */
export function searchText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/['’]/g, '')
    .toLowerCase()
    .trim()
}
