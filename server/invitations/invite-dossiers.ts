import type { CivilDate, Trx } from '../../db/schema.ts'
import { countSteps } from './dossier-tally.ts'

/**
 * Writes down that invitations were made out: their links given to whoever sends or prints them. The first day stays.
 * @returns the hashes of those that are dossiers we know.
 */
export async function inviteDossiers(
  trx: Trx,
  codeHashes: readonly string[],
  today: CivilDate,
): Promise<ReadonlySet<string>> {
  if (codeHashes.length === 0) return new Set()
  const invited = await trx
    .updateTable('dossier')
    .set({ invited_on: today })
    // In one order, so that two who invite the same do not wait for each other crosswise.
    .where('code_hash', 'in', [...codeHashes].sort())
    .where('invited_on', 'is', null)
    .returning(['unit_id', 'procedure_field_id', 'finished_on'])
    .execute()
  await countSteps(trx, { invited })
  const known = await trx
    .selectFrom('dossier')
    .select('code_hash')
    .where('code_hash', 'in', codeHashes)
    .execute()
  return new Set(known.map((row) => row.code_hash))
}
