import { dossiersKeptFrom } from '../retention/retention-state.queries.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { checkDossier, type DossierProblem, type FinishedDossier } from './check-dossier.ts'
import type { DossierImport } from './dossier-import.ts'
import { enteredDate } from './entered-date.ts'
import { importCatalogue } from './import-catalogue.ts'
import type { ImportDeps } from './import-deps.ts'
import type { ReadRow } from './ordered-rows.ts'
import { recalled } from './recalled.ts'

export interface CheckedRows {
  dossiers: FinishedDossier[]
  refusals: (DossierProblem & { row: number })[]
  /** Rows, of which each may have several refusals. */
  refused: number
}

export type CheckRows = (rows: readonly ReadRow[]) => CheckedRows

/** Checks rows against the catalogues as they are now. `scope`: the units that may be reported about; null for all. */
export async function rowChecker(
  { databases, clock, words }: ImportDeps,
  { fileFormat }: DossierImport,
  scope: ReadonlySet<string> | null,
): Promise<CheckRows> {
  const catalogue = await importCatalogue(databases.read, words)
  const serials = fileFormat === 'xlsx'
  const date = recalled((text) => enteredDate(text, { serials }) ?? null)
  const keptFrom = await dossiersKeptFrom(databases.read)
  const checking = { catalogue, scope, today: civilDate(clock()), keptFrom, date }
  return (rows) => {
    const checked: CheckedRows = { dossiers: [], refusals: [], refused: 0 }
    for (const { number, texts, codeHash, hasMoreCellsThanHeader } of rows) {
      const { dossier, problems } = hasMoreCellsThanHeader
        ? TOO_MANY_CELLS
        : checkDossier(texts, codeHash, checking)
      if (dossier) checked.dossiers.push(dossier)
      if (problems) {
        checked.refused++
        for (const problem of problems) checked.refusals.push({ ...problem, row: number })
      }
    }
    return checked
  }
}

/** Most likely a comma without quotes: every value behind it stands in the wrong column. */
const TOO_MANY_CELLS: ReturnType<typeof checkDossier> = { problems: [{ field: 'row', problem: 'columns' }] }
