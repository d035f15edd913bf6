import { z } from 'zod'
import type { Databases } from '../../db/connect.ts'
import { searchText } from '../../db/portable.ts'
import { ImportProblem, readCsv } from '../imports/read-csv.ts'

const procedureLine = z.strictObject({
  id: z.string().trim().min(1, 'the national code of the procedure').max(100),
  procedure_field: z.string(),
  name: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .transform((name) => name.normalize('NFC')),
  source: z.string().trim().min(1, 'where the procedure is published, e.g. the decision that announced it'),
})

/** Imports procedures from CSV (columns id, procedure_field, name, source); a known id takes the file's words. @returns how many lines. */
export async function importProcedures({ write, read }: Databases, file: string): Promise<number> {
  const lines = readCsv(file, procedureLine)
  const fields = new Set(
    (await read.selectFrom('procedure_field').select('id').execute()).map((field) => field.id),
  )
  const unknown = lines.filter((line) => !fields.has(line.procedure_field))
  if (unknown.length > 0) {
    throw new ImportProblem(
      file,
      unknown.map(
        (line) =>
          `${line.id}: procedure_field «${line.procedure_field}» is none of ${[...fields].join(', ')}`,
      ),
    )
  }
  await write.transaction().execute(async (trx) => {
    for (const line of lines) {
      const row = {
        procedure_field_id: line.procedure_field,
        name: line.name,
        name_search: searchText(line.name),
        source: line.source,
      }
      await trx
        .insertInto('procedure')
        .values({ id: line.id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    }
  })
  return lines.length
}
