import { CompiledQuery } from 'kysely'
import type { Db } from './schema.ts'

type Value = string | number | null

/** The SQL of an insert of `rows` rows, whose parameters come row by row. */
type InsertSql = (db: Db, rows: number) => string

/** Few sizes, so that few statements are compiled and kept: a batch is cut into the largest that fit. */
const SIZES = [64, 16, 4, 1] as const

/**
 * Inserts many rows with a handful of statements that are compiled once per database and then only bound.
 * Compiling an insert anew costs more than running it.
 */
export function bulkInsert(sql: InsertSql) {
  const compiled = new WeakMap<object, Map<number, string>>()
  return async function insertRows<Returned>(
    db: Db,
    rows: readonly (readonly Value[])[],
  ): Promise<Returned[]> {
    const returned: Returned[] = []
    for (let start = 0; start < rows.length; ) {
      const size = SIZES.find((candidate) => candidate <= rows.length - start) ?? 1
      const parameters = rows.slice(start, start + size).flat()
      const result = await db.executeQuery<Returned>(CompiledQuery.raw(sqlOf(db, size), parameters))
      for (const row of result.rows) returned.push(row)
      start += size
    }
    return returned
  }

  function sqlOf(db: Db, size: number): string {
    const dialect = db.getExecutor().adapter.constructor
    let bySize = compiled.get(dialect)
    if (!bySize) {
      bySize = new Map()
      compiled.set(dialect, bySize)
    }
    let text = bySize.get(size)
    if (text === undefined) {
      text = sql(db, size)
      bySize.set(size, text)
    }
    return text
  }
}
