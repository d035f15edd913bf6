import type { Db } from '../../db/schema.ts'
import { differencesOf, type TallyDifference } from '../responses/tally-difference.ts'
import { STEPS, type Step } from './dossier-tally.ts'

/** Counts every dossier anew, and how far it has come, and compares with the tally, in one snapshot. */
export function verifyDossierTally(db: Db): Promise<{ dossiers: number; differences: TallyDifference[] }> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const stored = await trx.selectFrom('dossier_tally').selectAll().execute()
      const counted = await countedAnew(trx)
      return {
        dossiers: counted.reduce((sum, row) => sum + row.dossiers, 0),
        differences: differencesOf('dossier_tally', byKey(stored), byKey(counted)),
      }
    })
}

function countedAnew(db: Db): Promise<Row[]> {
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
