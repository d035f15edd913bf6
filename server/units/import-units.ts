import type { Databases } from '../../db/connect.ts'
import { ImportProblem, readCsv } from '../imports/read-csv.ts'
import { addUnits } from './add-units.ts'
import { unitInput } from './unit.input.ts'

/** Adds units from CSV (columns id, kind, name, parent_id, valid_from, valid_until). @returns how many were new. */
export async function importUnits({ write, read }: Databases, file: string, now: Date): Promise<number> {
  const lines = readCsv(file, unitInput)
  const known = new Set((await read.selectFrom('unit').select('id').execute()).map((unit) => unit.id))
  const problems: string[] = []
  for (const line of lines) {
    if (line.parent_id !== null && !known.has(line.parent_id)) {
      problems.push(`${line.id}: its parent_id «${line.parent_id}» is neither known nor on a line above`)
    }
    if (line.valid_until !== null && line.valid_until <= line.valid_from) {
      problems.push(`${line.id}: valid_until must be after valid_from`)
    }
    known.add(line.id)
  }
  if (problems.length > 0) throw new ImportProblem(file, problems)
  return write.transaction().execute((trx) => addUnits(trx, lines, { now }))
}
