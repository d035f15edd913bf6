import { CompiledQuery } from 'kysely'
import { isSqlite } from './portable.ts'
import type { Db } from './schema.ts'

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

/** SQLite: few sizes, so that few statements are prepared and kept; rows are cut into the largest that fit. */
const SIZES = [64, 16, 4, 1] as const

/**
 * An insert whose statements are written once and then only bound: compiling each anew costs more than running it.
 * @returns for a table whose rows stay as they are, the first key column of each row that was not there before.
 */
export function bulkInsert(into: BulkTable): (db: Db, rows: readonly BulkRow[]) => Promise<string[]> {
  const ending = `${onConflict(into)}${into.add ? '' : ` returning ${into.key[0]} as key`}`
  const bySize = new Map<number, string>(
    SIZES.map((size) => [size, `${insert(into)} ${placeholders(into, size)} ${ending}`]),
  )
  const fromArrays = `${insert(into)} select * from ${unnest(into, 1)} ${ending}`

  return async (db, rows) => {
    if (!isSqlite(db)) return rows.length > 0 ? run(db, fromArrays, arrays(into, rows)) : []
    const keys: string[][] = []
    for (let start = 0; start < rows.length; ) {
      const size = SIZES.find((candidate) => candidate <= rows.length - start) ?? 1
      keys.push(await run(db, bySize.get(size) ?? '', rows.slice(start, start + size).flat()))
      start += size
    }
    return keys.flat()
  }
}

/**
 * PostgreSQL: new rows of the first table, and what they add to the others, in one statement: one transaction, one
 * round trip. The tables are written in their order, so that two processes do not wait for each other crosswise.
 * @throws 23505 when a row of the first table is there already; nothing is stored then.
 */
export function insertTogether(
  first: BulkTable,
  others: readonly BulkTable[],
): (db: Db, rows: readonly (readonly BulkRow[])[]) => Promise<void> {
  const parts = [`t0 as (${insert(first)} select * from ${unnest(first, 1)} returning 1)`]
  let parameter = Object.keys(first.columns).length + 1
  for (const into of others) {
    const rows = `select added.* from ${unnest(into, parameter)} as added, (select count(*) from t${parts.length - 1}) as written`
    parts.push(`t${parts.length} as (${insert(into)} ${rows} ${onConflict(into)} returning 1)`)
    parameter += Object.keys(into.columns).length
  }
  const statement = `with ${parts.join(', ')} select null as key from t${parts.length - 1} limit 0`

  return async (db, rows) => {
    await run(
      db,
      statement,
      [first, ...others].flatMap((into, index) => arrays(into, rows[index] ?? [])),
    )
  }
}

async function run(db: Db, statement: string, parameters: unknown[]): Promise<string[]> {
  const { rows } = await db.executeQuery<{ key: string }>(CompiledQuery.raw(statement, parameters))
  return rows.map((row) => row.key)
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

function placeholders({ columns }: BulkTable, size: number): string {
  const row = `(${Object.keys(columns)
    .map(() => '?')
    .join(', ')})`
  return `values ${Array.from({ length: size }, () => row).join(', ')}`
}

/** One array per column: the statement is short, and the same for any number of rows. */
function unnest({ columns }: BulkTable, firstParameter: number): string {
  const types = Object.values(columns)
  return `unnest(${types.map((type, index) => `$${firstParameter + index}::${type}[]`).join(', ')})`
}

function arrays({ columns }: BulkTable, rows: readonly BulkRow[]): Value[][] {
  return Object.keys(columns).map((_column, index) => rows.map((row) => row[index] ?? null))
}
