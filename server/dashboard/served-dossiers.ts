import type { DossierCountsRow } from '../invitations/response-rate.queries.ts'
import { ALL } from '../statistics/dimension.ts'
import { addDossierCounts, type DossierCounts } from '../statistics/response-rate.ts'
import { pathUp, type UnitTree } from '../units/unit-tree.ts'
import { ownId, type Selection } from './satisfaction-cube.ts'

/** How many were served of whom a figure speaks; null where it is not known. */
export type ServedDossiers = (selection: Selection) => DossierCounts | null

/** A dossier belongs to a unit and a field; how or by whom it was rated is known of rated ones only. */
export function servedDossiers(rows: readonly DossierCountsRow[], tree: UnitTree): ServedDossiers {
  const sums = new Map<string, DossierCounts>()
  const add = (unitId: string, fieldId: string, counts: DossierCounts) => {
    const key = `${unitId}\t${fieldId}`
    const known = sums.get(key)
    sums.set(key, known ? addDossierCounts(known, counts) : counts)
  }
  for (const { unitId, procedureFieldId, ...counts } of rows) {
    for (const id of [ALL, ownId(unitId), ...pathUp(tree, unitId)]) {
      add(id, ALL, counts)
      add(id, procedureFieldId, counts)
    }
  }
  return ({ unitId, fieldIds, mode, respondentKind, dossierLink }) => {
    if (mode !== null || respondentKind !== null || dossierLink !== null) return null
    const parts = (fieldIds ?? [ALL]).flatMap((field) => sums.get(`${unitId ?? ALL}\t${field}`) ?? [])
    return parts.length === 0 ? null : parts.reduce(addDossierCounts)
  }
}
