import { CompiledQuery } from 'kysely'
import { isSqlite } from './portable.ts'
import { keepPrepared } from './postgres.ts'
import type { Db, Trx } from './schema.ts'
import { writeDirectly } from './sqlite.ts'

type Value = string | number | null
/** Values in the order of the table's columns. */
export type BulkRow = readonly Value[]

/** What the insert of many rows needs to know of a table. All names are ours, never a visitor's. */
export interface BulkTable {
  table: string
  columns: Readonly<Record<string, 'text' | 'integer'>>
  key: readonly string[]
  /** Columns that are added up when the key is there already; without any, the row that is there stays as it is. */
  add?: readonly string[]
}

/**
 * New rows of the first table and what they add to the others, or are new of them, in one transaction at the least cost: on PostgreSQL one
 * statement and one round trip, on SQLite statements without a query builder between. The tables are written in their
 * order, so that two processes do not wait for each other crosswise.
 * @throws a unique violation when a row of the first table is there already; nothing is stored then.
 */
export function insertTogether(first: BulkTable, others: readonly BulkTable[]) {
  const tables = [first, ...others]
  const some = tables.map((into) => rowStatements(into, into === first ? '' : onConflict(into)))
  const together = keepPrepared(oneStatement(first, others))

  return async (db: Db, rows: readonly (readonly BulkRow[])[]): Promise<void> => {
    if (!isSqlite(db)) {
      await run(
        db,
        together,
        tables.flatMap((into, index) => arrays(into, rows[index] ?? [])),
      )
      return
    }
    await writeDirectly(db, (prepare) => {
      some.forEach((statements, index) => {
        for (const chunk of inChunks(rows[index] ?? [])) {
          prepare(statements[chunk.length - 1] ?? '').run(chunk.flat())
        }
      })
    })
  }
}

/**
 * Rows inside a transaction that is open.
 * @returns for a table whose rows stay as they are, the first key column of each row that was not there before.
 */
export function insertRows(into: BulkTable) {
  const ending = `${onConflict(into)}${into.add ? '' : ` returning ${into.key[0]} as key`}`
  const single = `${insert(into)} ${placeholders(into)} ${ending}`
  const fromArrays = `${insert(into)} select * from ${unnest(into, 1)} ${ending}`

  return async (trx: Trx, rows: readonly BulkRow[]): Promise<string[]> => {
    if (!isSqlite(trx)) return run(trx, fromArrays, arrays(into, rows))
    const keys: string[][] = []
    for (const row of rows) keys.push(await run(trx, single, [...row]))
    return keys.flat()
  }
}

/** A rating has about so many tally rows; more in one statement gain nothing. */
const MOST_ROWS = 10

function inChunks(rows: readonly BulkRow[]): BulkRow[][] {
  return Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, at) =>
    rows.slice(at * MOST_ROWS, (at + 1) * MOST_ROWS),
  )
}

/** The statements that insert one row, two rows, … */
function rowStatements(into: BulkTable, ending: string): string[] {
  return Array.from(
    { length: MOST_ROWS },
    (_, more) =>
      `${insert(into)} ${placeholders(into)}${`, ${rowPlaceholders(into)}`.repeat(more)} ${ending}`,
  )
}

async function run(db: Db, statement: string, parameters: unknown[]): Promise<string[]> {
  const { rows } = await db.executeQuery<{ key: string }>(CompiledQuery.raw(statement, parameters))
  return rows.map((row) => row.key)
}

function oneStatement(first: BulkTable, others: readonly BulkTable[]): string {
  const parts = [`t0 as (${insert(first)} select * from ${unnest(first, 1)} returning 1)`]
  let parameter = Object.keys(first.columns).length + 1
  for (const into of others) {
    // Reading the part before makes PostgreSQL finish it first.
    const rows = `select added.* from ${unnest(into, parameter)} as added, (select count(*) from t${parts.length - 1}) as written`
    parts.push(`t${parts.length} as (${insert(into)} ${rows} ${onConflict(into)} returning 1)`)
    parameter += Object.keys(into.columns).length
  }
  return `with ${parts.join(', ')} select null as key from t${parts.length - 1} limit 0`
}

function insert({ table, columns }: BulkTable): string {
  return `insert into ${table} (${Object.keys(columns).join(', ')})`
}

function onConflict({ table, key, add }: BulkTable): string {
  const action = add
    ? `update set ${add.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', ')}`
    : 'nothing'
  return `on conflict (${key.join(', ')}) do ${action}`
}

function placeholders(into: BulkTable): string {
  return `values ${rowPlaceholders(into)}`
}

function rowPlaceholders({ columns }: BulkTable): string {
  return `(${Object.keys(columns)
    .map(() => '?')
    .join(', ')})`
}

/** One array per column: the statement is short, and the same for any number of rows. */
function unnest({ columns }: BulkTable, firstParameter: number): string {
  const types = Object.values(columns)
  return `unnest(${types.map((type, index) => `$${firstParameter + index}::${type}[]`).join(', ')})`
}

function arrays({ columns }: BulkTable, rows: readonly BulkRow[]): Value[][] {
  return Object.keys(columns).map((_column, index) => rows.map((row) => row[index] ?? null))
}
