import type { DossierCountsRow } from '../invitations/response-rate.queries.ts'
import { ALL } from '../statistics/dimension.ts'
import { addDossierCounts, type DossierCounts } from '../statistics/response-rate.ts'
import { pathUp, type UnitTree } from '../units/unit-tree.ts'
import { type AnsweringPlace, ownId, type Selection } from './satisfaction-cube.ts'

/** How many were served in the unit and the fields of a figure; null where it is not known of all who answered there. */
export type ServedDossiers = (selection: Pick<Selection, 'unitId' | 'fieldIds'>) => DossierCounts | null

/**
 * Sums of the dossiers that were reported. Where answers came from a unit's field that reported none, any sum over it
 * would be the others' only, so there is none.
 */
export function servedDossiers(
  rows: readonly DossierCountsRow[],
  answering: readonly AnsweringPlace[],
  tree: UnitTree,
): ServedDossiers {
  const sums = new Map<string, DossierCounts>()
  for (const { unitId, procedureFieldId, ...counts } of rows) {
    for (const key of keysOver({ unitId, procedureFieldId }, tree)) {
      const known = sums.get(key)
      sums.set(key, known ? addDossierCounts(known, counts) : counts)
    }
  }
  const reported = new Set(rows.map((row) => keyOf(row.unitId, row.procedureFieldId)))
  const unreported = answering.filter((place) => !reported.has(keyOf(place.unitId, place.procedureFieldId)))
  const incomplete = new Set(unreported.flatMap((place) => keysOver(place, tree)))
  return ({ unitId, fieldIds }) => {
    const keys = (fieldIds ?? [ALL]).map((field) => keyOf(unitId ?? ALL, field))
    if (keys.some((key) => incomplete.has(key))) return null
    const parts = keys.flatMap((key) => sums.get(key) ?? [])
    return parts.length === 0 ? null : parts.reduce(addDossierCounts)
  }
}

/** Whether it is about some of those who answered at its unit: of them nobody knows how many were served. */
export function isOfSome({
  mode,
  respondentKind,
  dossierLink,
}: Pick<Selection, 'mode' | 'respondentKind' | 'dossierLink'>): boolean {
  return mode !== null || respondentKind !== null || dossierLink !== null
}

/** Everything that a unit's field is counted in. */
function keysOver({ unitId, procedureFieldId }: AnsweringPlace, tree: UnitTree): string[] {
  return [ALL, ownId(unitId), ...pathUp(tree, unitId)].flatMap((id) => [
    keyOf(id, ALL),
    keyOf(id, procedureFieldId),
  ])
}

function keyOf(unitId: string, fieldId: string): string {
  return `${unitId}\t${fieldId}`
}
