import { civilDate } from '../statistics/civil-date.ts'
import { rowChecker } from './check-rows.ts'
import type { DossierImport } from './dossier-import.ts'
import type { ImportDeps } from './import-deps.ts'
import { inChunks } from './import-file.ts'
import { invitationToken } from './invitation-token.ts'
import { inviteDossiers } from './invite-dossiers.ts'
import { readRow, rowsBelowHeader } from './ordered-rows.ts'

const CHUNK_ROWS = 500

/** An invitation for whoever sends or prints it, with the row of the file that its dossier stood in. */
export interface MadeOutInvitation {
  cells: readonly string[]
  code: string
  unitId: string
  link: string
  wasInvitedBefore: boolean
}

export interface Wanted {
  /** The units of whoever asks; null for all. */
  scope: ReadonlySet<string> | null
  /** How many rows of the file come before those that are wanted, and how many are; all by default. */
  skip?: number
  most?: number
}

export interface MakingOut extends ImportDeps {
  publicUrl: URL
}

/**
 * The invitations of an import's dossiers, in the order of its file, which still holds their codes. Each chunk is
 * written down as invited before it is given out. Whether a dossier has been rated makes no difference: the office must
 * not learn it.
 */
export async function* makeOutInvitations(
  deps: MakingOut,
  one: DossierImport,
  { scope, skip = 0, most = Number.POSITIVE_INFINITY }: Wanted,
): AsyncGenerator<MadeOutInvitation[]> {
  const { databases, clock, dossierSecret, publicUrl } = deps
  const check = await rowChecker(deps, one, scope)
  const rows = rowsBelowHeader(databases.write, one, dossierSecret)
  for await (const chunk of inChunks(slice(rows, skip, most), CHUNK_ROWS)) {
    const read = chunk.map((row) => ({ cells: row.cells, row: readRow(row, one, dossierSecret) }))
    const { dossiers } = check(read.map((row) => row.row))
    const invited = await databases.write.transaction().execute((trx) =>
      inviteDossiers(
        trx,
        dossiers.map((dossier) => dossier.codeHash),
        { today: civilDate(clock()), scope },
      ),
    )
    yield read.flatMap(({ cells, row: { codeHash, texts } }) => {
      const dossier = codeHash === null ? undefined : invited.get(codeHash)
      if (codeHash === null || !dossier) return []
      return [
        { ...dossier, cells, code: texts.code, link: invitationLink(codeHash, dossierSecret, publicUrl) },
      ]
    })
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export function invitationLink(codeHash: string, dossierSecret: string, publicUrl: URL): string {
  return new URL(`/i/${invitationToken(codeHash, dossierSecret)}`, publicUrl).href
}

async function* slice<T>(items: AsyncIterable<T>, skip: number, most: number): AsyncGenerator<T> {
  let at = 0
  for await (const item of items) {
    if (at >= skip + most) return
    if (at >= skip) yield item
    at++
  }
}
