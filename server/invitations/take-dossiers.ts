import { insertRows } from '../../db/bulk-insert.ts'
import { lockDossiers } from '../../db/portable.ts'
import type { CivilDate, Trx } from '../../db/schema.ts'
import type { FinishedDossier } from './check-dossier.ts'
import { type CountedDossier, countSteps } from './dossier-tally.ts'
import { ensureInvitationTouchpoints } from './ensure-touchpoints.ts'

const insertDossiers = insertRows({
  table: 'dossier',
  columns: {
    code_hash: 'text',
    unit_id: 'text',
    procedure_field_id: 'text',
    procedure_id: 'text',
    submission_channel: 'text',
    outcome: 'text',
    received_on: 'text',
    due_on: 'text',
    finished_on: 'text',
    import_id: 'text',
  },
  key: ['code_hash'],
})

const addToUnits = insertRows({
  table: 'dossier_import_unit',
  columns: { import_id: 'text', unit_id: 'text', dossiers: 'integer' },
  key: ['import_id', 'unit_id'],
  add: ['dossiers'],
})

/**
 * Takes dossiers that are not known yet; a known one stays as it was first reported. One chunk of an import, in its
 * transaction. @returns the hashes of those that were taken.
 */
export async function takeDossiers(
  trx: Trx,
  dossiers: readonly FinishedDossier[],
  { importId, today }: { importId: string; today: CivilDate },
): Promise<ReadonlySet<string>> {
  if (dossiers.length === 0) return new Set()
  await lockDossiers(trx, 'adding')
  // Of those with one code the first is taken.
  const distinct = new Map([...dossiers].reverse().map((dossier) => [dossier.codeHash, dossier]))
  const taken = await insertDossiers(
    trx,
    [...distinct.values()].map((one) => [
      one.codeHash,
      one.unitId,
      one.procedureFieldId,
      one.procedureId,
      one.channel,
      one.outcome,
      one.receivedOn,
      one.dueOn,
      one.finishedOn,
      importId,
    ]),
  )
  if (taken.length === 0) return new Set()
  const rated = new Set(await ratedAmong(trx, taken))
  const counted = new Map(taken.map((hash) => [hash, countedDossier(distinct.get(hash))]))
  await countSteps(trx, {
    dossiers: [...counted.values()],
    answered: [...counted].filter(([hash]) => rated.has(hash)).map(([, dossier]) => dossier),
  })
  const perUnit = Map.groupBy(counted.values(), (dossier) => dossier.unit_id)
  await addToUnits(
    trx,
    [...perUnit].map(([unitId, ofUnit]) => [importId, unitId, ofUnit.length]),
  )
  await ensureInvitationTouchpoints(trx, [...perUnit.keys()], today)
  return new Set(taken)
}

/** Some people rate at the kiosk before the office reports their dossier. */
async function ratedAmong(trx: Trx, hashes: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('rated_dossier')
    .select('code_hash')
    .where('code_hash', 'in', hashes)
    .execute()
  return rows.map((row) => row.code_hash)
}

function countedDossier(dossier: FinishedDossier | undefined): CountedDossier {
  if (!dossier) throw new Error('the database names a dossier that was not given to it')
  const { unitId, procedureFieldId, finishedOn } = dossier
  return { unit_id: unitId, procedure_field_id: procedureFieldId, finished_on: finishedOn }
}
