import type { Db } from '../../db/schema.ts'
import { csvDocument, csvLines } from '../web/csv.ts'
import type { Translate } from '../web/i18n.ts'
import { listRefusals } from './dossier-import.queries.ts'
import type { Refusal } from './dossier-import.ts'

const AT_ONCE = 5000

/** Every refusal of an import, by row, field and problem: never the value, which may be a code. */
export async function* refusalsCsv(db: Db, importId: string, t: Translate): AsyncGenerator<string> {
  yield csvDocument([['row', 'field', 'problem'].map((column) => t(`invitations:import.refusals.${column}`))])
  let after: Refusal | undefined
  for (;;) {
    const refusals = await listRefusals(db, importId, { after, limit: AT_ONCE })
    yield csvLines(
      refusals.map(({ row, field, problem }) => [
        row,
        t(`invitations:field.${field}`),
        t(`invitations:problem.${problem}`),
      ]),
    )
    if (refusals.length < AT_ONCE) return
    after = refusals.at(-1)
  }
}
