import type { CivilDate, Db } from '../../db/schema.ts'
import { listProcedureFields } from '../procedures/procedure-field.queries.ts'
import { listUnits, type Unit } from '../units/unit.queries.ts'
import { recalled } from './recalled.ts'
import { folded, type RecognisedWords } from './recognised-words.ts'

/** What the words of a row mean here: ids, or undefined where there is no such thing. */
export interface ImportCatalogue extends RecognisedWords {
  /** By id or name, among the units that existed on that day. */
  unit(text: string, on: CivilDate): string | undefined | 'ambiguous'
  procedureField(text: string): string | undefined
  procedure(text: string): { id: string; procedureFieldId: string } | undefined
}

export async function importCatalogue(db: Db, words: RecognisedWords): Promise<ImportCatalogue> {
  const units = await listUnits(db)
  const fields = await listProcedureFields(db)
  const procedures = await db
    .selectFrom('procedure')
    .select(['id', 'procedure_field_id as procedureFieldId', 'name'])
    .execute()
  const unitsNamed = grouped(units, (unit) => [unit.id, unit.name])
  const fieldsNamed = grouped(fields, ({ id, name }) => [id, name.vi, name.en])
  const proceduresNamed = grouped(procedures, ({ id, name }) => [id, name])
  return {
    ...words,
    unit(text, on) {
      const [unit, ...others] = unitsNamed(text).filter((one) => existed(one, on))
      return others.length > 0 ? 'ambiguous' : unit?.id
    },
    procedureField: (text) => fieldsNamed(text)[0]?.id,
    procedure: (text) => only(proceduresNamed(text)),
  }
}

function existed({ validFrom, validUntil }: Unit, on: CivilDate): boolean {
  return validFrom <= on && (validUntil === null || on < validUntil)
}

function only<T>([first, ...others]: readonly T[]): T | undefined {
  return others.length === 0 ? first : undefined
}

/** Finds things by any of their names. */
function grouped<T>(things: readonly T[], namesOf: (thing: T) => string[]): (text: string) => readonly T[] {
  const byName = new Map<string, T[]>()
  for (const thing of things) {
    for (const name of new Set(namesOf(thing).map(folded))) {
      const known = byName.get(name)
      if (known) known.push(thing)
      else byName.set(name, [thing])
    }
  }
  return recalled((text) => byName.get(folded(text)) ?? [])
}
