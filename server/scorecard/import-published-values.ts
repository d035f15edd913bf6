import { z } from 'zod'
import type { Databases } from '../../db/connect.ts'
import { ImportProblem, readCsv } from '../imports/read-csv.ts'

const number = z.coerce.number().nullable()

const publishedValueLine = z
  .strictObject({
    indicator: z.string(),
    scope: z.enum(['national', 'province']),
    year: z.coerce.number().int().min(2000).max(2100),
    value: number,
    score: number,
    rank: z.coerce.number().int().positive().nullable(),
    source: z.string().trim().min(1, 'who published it, and when'),
    note: z.string().nullable(),
  })
  .refine(
    (line) => line.value !== null || line.score !== null || line.rank !== null,
    'one of value, score, rank must be given',
  )

/** Imports figures that others publish (SIPAS, PAR INDEX, …) from CSV; a line replaces what is there for its year. */
export async function importPublishedValues({ write, read }: Databases, file: string): Promise<number> {
  const lines = readCsv(file, publishedValueLine)
  const external = await read
    .selectFrom('indicator')
    .select('id')
    .where('measured_by', '=', 'external')
    .execute()
  const ids = new Set(external.map((indicator) => indicator.id))
  const unknown = lines.filter((line) => !ids.has(line.indicator))
  if (unknown.length > 0) {
    throw new ImportProblem(
      file,
      unknown.map(
        (line) =>
          `«${line.indicator}» is not an indicator that others publish (those are ${[...ids].join(', ')})`,
      ),
    )
  }
  await write.transaction().execute(async (trx) => {
    for (const { indicator, scope, year, value, ...rest } of lines) {
      const row = { value_number: value, ...rest }
      await trx
        .insertInto('published_value')
        .values({ indicator_id: indicator, scope, year, ...row })
        .onConflict((conflict) => conflict.columns(['indicator_id', 'scope', 'year']).doUpdateSet(row))
        .execute()
    }
  })
  return lines.length
}
