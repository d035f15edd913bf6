import type { CivilDate, Trx } from '../../db/schema.ts'
import { countSteps } from './dossier-tally.ts'

export interface InvitedDossier {
  unitId: string
  wasInvitedBefore: boolean
}

/**
 * Writes down that invitations were made out: their links given to whoever sends or prints them. The first day stays.
 * `scope`: the units of whoever asks; null for all. @returns the dossiers among these that are theirs, by hash.
 */
export async function inviteDossiers(
  trx: Trx,
  codeHashes: readonly string[],
  { today, scope }: { today: CivilDate; scope: ReadonlySet<string> | null },
): Promise<ReadonlyMap<string, InvitedDossier>> {
  if (codeHashes.length === 0) return new Map()
  // In one order, so that two who invite the same do not wait for each other crosswise.
  let known = trx
    .selectFrom('dossier')
    .select(['code_hash', 'unit_id', 'invited_on'])
    .where('code_hash', 'in', [...codeHashes].sort())
  if (scope !== null) known = known.where('unit_id', 'in', [...scope])
  const theirs = await known.execute()
  const fresh = theirs.filter((one) => one.invited_on === null).map((one) => one.code_hash)
  if (fresh.length > 0) {
    const invited = await trx
      .updateTable('dossier')
      .set({ invited_on: today })
      .where('code_hash', 'in', fresh)
      .where('invited_on', 'is', null)
      .returning(['unit_id', 'procedure_field_id', 'finished_on'])
      .execute()
    await countSteps(trx, { invited })
  }
  return new Map(
    theirs.map((one) => [one.code_hash, { unitId: one.unit_id, wasInvitedBefore: one.invited_on !== null }]),
  )
}
