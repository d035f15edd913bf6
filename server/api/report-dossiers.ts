import type { Trx } from '../../db/schema.ts'
import { checkDossier, type FinishedDossier } from '../invitations/check-dossier.ts'
import { hashOfCode } from '../invitations/dossier-hash.ts'
import { enteredDate } from '../invitations/entered-date.ts'
import { importCatalogue } from '../invitations/import-catalogue.ts'
import type { ImportDeps } from '../invitations/import-deps.ts'
import { inviteDossiers } from '../invitations/invite-dossiers.ts'
import { invitationLink, type MakingOut } from '../invitations/make-out-invitations.ts'
import { takeDossiers } from '../invitations/take-dossiers.ts'
import { dossiersKeptFrom } from '../retention/retention-state.queries.ts'
import { civilDate } from '../statistics/civil-date.ts'
import type { ValidApiKey } from './api-key.queries.ts'
import { textsOfReported } from './reported-dossiers.input.ts'

const CHUNK = 500

/** What became of one reported dossier. */
export type ReportedOutcome =
  | { outcome: 'taken' | 'repeated'; invitation: string | null }
  | { outcome: 'refused'; problems: { field: string; problem: string }[] }

/**
 * Takes what a program reports, each dossier for itself; a repeated report changes nothing. All that a key reports on
 * one day is one import. @returns an outcome for each, in their order.
 */
export async function reportDossiers(
  deps: MakingOut,
  items: readonly unknown[],
  { key, scope }: { key: ValidApiKey; scope: ReadonlySet<string> },
): Promise<ReportedOutcome[]> {
  const check = await itemChecker(deps, scope)
  const outcomes: ReportedOutcome[] = []
  for (let start = 0; start < items.length; start += CHUNK) {
    const checked = items.slice(start, start + CHUNK).map(check)
    outcomes.push(...(await deps.databases.write.transaction().execute((trx) => takeChunk(trx, checked))))
  }
  return outcomes

  async function takeChunk(trx: Trx, checked: readonly CheckedItem[]): Promise<ReportedOutcome[]> {
    const today = civilDate(deps.clock())
    const dossiers = checked.flatMap((item) => item.dossier ?? [])
    const hashes = [...new Set(dossiers.map((dossier) => dossier.codeHash))]
    const importId = await importOfDay(trx, key, deps.clock())
    const left = new Set(await takeDossiers(trx, dossiers, { importId, today }))
    const taken = left.size
    const invited = await inviteDossiers(trx, hashes, { today, scope })
    const outcomes = checked.map(({ dossier, problems }): ReportedOutcome => {
      if (problems) return { outcome: 'refused', problems }
      const { codeHash } = dossier
      const link = invitationLink(codeHash, deps.dossierSecret, deps.publicUrl)
      // What is named twice in one report is taken once.
      const outcome = left.delete(codeHash) ? 'taken' : 'repeated'
      return { outcome, invitation: invited.has(codeHash) ? link : null }
    })
    const refused = checked.length - dossiers.length
    await countReported(trx, importId, { taken, repeated: dossiers.length - taken, refused })
    return outcomes
  }
}

type CheckedItem =
  | { dossier: FinishedDossier; problems?: never }
  | { dossier?: never; problems: { field: string; problem: string }[] }

async function itemChecker(
  { databases, clock, dossierSecret, words }: ImportDeps,
  scope: ReadonlySet<string>,
): Promise<(item: unknown) => CheckedItem> {
  const catalogue = await importCatalogue(databases.read, words)
  const date = (text: string) => enteredDate(text, { serials: false }) ?? null
  const keptFrom = await dossiersKeptFrom(databases.read)
  const checking = { catalogue, scope, today: civilDate(clock()), keptFrom, date }
  return (item) => {
    const { texts, problems } = textsOfReported(item)
    return problems ? { problems } : checkDossier(texts, hashOfCode(texts.code, dossierSecret), checking)
  }
}

async function importOfDay(trx: Trx, { id, name }: ValidApiKey, now: Date): Promise<string> {
  const importId = `api-${id}-${civilDate(now)}`
  const at = now.toISOString()
  await trx
    .insertInto('dossier_import')
    .values({
      id: importId,
      kind: 'api',
      source_name: name,
      received_at: at,
      state: 'imported',
      progressed_at: at,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ received_at: at, progressed_at: at }))
    .execute()
  return importId
}

async function countReported(
  trx: Trx,
  importId: string,
  { taken, repeated, refused }: { taken: number; repeated: number; refused: number },
): Promise<void> {
  await trx
    .updateTable('dossier_import')
    .set((eb) => ({
      taken: eb('taken', '+', taken),
      repeated: eb('repeated', '+', repeated),
      refused: eb('refused', '+', refused),
    }))
    .where('id', '=', importId)
    .execute()
}
