import type { CivilDate, Db } from '../../db/schema.ts'
import { differencesOf, type TallyDifference } from '../responses/tally-difference.ts'
import { dossiersKeptFrom } from '../retention/retention-state.queries.ts'
import { STEPS, type Step } from './dossier-tally.ts'

/**
 * Counts every dossier anew, and how far it has come, and compares with the tally, in one snapshot. What the province has
 * kept long enough cannot be counted anew: its days are left out.
 */
export function verifyDossierTally(
  db: Db,
): Promise<{ dossiers: number; differences: TallyDifference[]; from: CivilDate | null }> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const from = await dossiersKeptFrom(trx)
      const stored = await trx
        .selectFrom('dossier_tally')
        .selectAll()
        .where('day', '>=', from ?? '')
        .execute()
      const counted = await countedAnew(trx, from ?? '')
      return {
        dossiers: counted.reduce((sum, row) => sum + row.dossiers, 0),
        differences: differencesOf('dossier_tally', byKey(stored), byKey(counted)),
        from,
      }
    })
}

function countedAnew(db: Db, from: string): Promise<Row[]> {
  return db
    .selectFrom('dossier')
    .leftJoin('rated_dossier', 'rated_dossier.code_hash', 'dossier.code_hash')
    .select(['finished_on as day', 'unit_id', 'procedure_field_id'])
    .select(({ fn }) => [
      fn.count<number>('dossier.code_hash').as('dossiers'),
      fn.count<number>('invited_on').as('invited'),
      fn.count<number>('opened_on').as('opened'),
      fn.count<number>('rated_dossier.code_hash').as('answered'),
    ])
    .where('finished_on', '>=', from)
    .groupBy(['finished_on', 'unit_id', 'procedure_field_id'])
    .execute()
}

type Row = Record<'day' | 'unit_id' | 'procedure_field_id', string> & Record<Step, number>

function byKey(rows: readonly Row[]): Map<string, number[]> {
  return new Map(
    rows.map((row) => [
      [row.day, row.unit_id, row.procedure_field_id].join('\t'),
      STEPS.map((step) => row[step]),
    ]),
  )
}
