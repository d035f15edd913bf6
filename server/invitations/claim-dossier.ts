import { insertRows } from '../../db/bulk-insert.ts'
import { lockDossiers } from '../../db/portable.ts'
import type { CivilDate, Trx } from '../../db/schema.ts'
import { countSteps } from './dossier-tally.ts'

export interface Claim {
  submissionKey: string
  dossierHash: string | null
  respondedOn: CivilDate
}

const insertRated = insertRows({
  table: 'rated_dossier',
  columns: { code_hash: 'text', rated_on: 'text' },
  key: ['code_hash'],
})

/**
 * One dossier, one rating: the first that claims a dossier has it for good, whichever way it came. To be called in the
 * transaction that stores the responses. @returns the submission keys of those that have their dossier.
 */
export async function claimDossiers(trx: Trx, claims: readonly Claim[]): Promise<ReadonlySet<string>> {
  const firsts = new Map<string, Claim>()
  for (const claim of claims) {
    if (claim.dossierHash !== null && !firsts.has(claim.dossierHash)) firsts.set(claim.dossierHash, claim)
  }
  if (firsts.size === 0) return new Set()
  await lockDossiers(trx, 'rating')
  // Always in the same order, so that two processes never wait for each other's dossiers crosswise.
  const rows = [...firsts].sort(([a], [b]) => (a < b ? -1 : 1))
  const claimed = await insertRated(
    trx,
    rows.map(([hash, { respondedOn }]) => [hash, respondedOn]),
  )
  await countAnswered(trx, claimed)
  return new Set(claimed.flatMap((hash) => firsts.get(hash)?.submissionKey ?? []))
}

/** A dossier that was rated before it is reported is counted when it is. */
async function countAnswered(trx: Trx, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  const answered = await trx
    .selectFrom('dossier')
    .select(['unit_id', 'procedure_field_id', 'finished_on'])
    .where('code_hash', 'in', hashes)
    .execute()
  await countSteps(trx, { answered })
}
