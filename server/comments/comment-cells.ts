import type { RespondentKind } from '../../db/schema.ts'
import { isSmall, suppress } from '../statistics/suppression.ts'

/** How many answered at a unit in one month, by field and kind. */
export interface CommentCell {
  unitId: string
  fieldId: string
  respondentKind: RespondentKind
  respondents: number
}

/** What of one month's comments may be shown. */
export interface CommentCells {
  /** Whether a unit's comments may be read at all. */
  isShown(unitId: string): boolean
  /** Whether the field may stand beside a comment, and the kind of respondent beside that. */
  showsField(unitId: string, fieldId: string): boolean
  showsKind(unitId: string, fieldId: string, kind: RespondentKind): boolean
}

/**
 * Somebody who knows who came recognises one of few. So a comment is held back until its unit has enough respondents
 * in the month, and what narrows it down stands beside it only where it narrows to as many: fields and kinds that are
 * small, and those without which a small one could be told, are left out.
 */
export function commentCells(cells: readonly CommentCell[], minimumCell: number): CommentCells {
  const units = new Map<string, number>()
  const fields = new Map<string, Map<string, number>>()
  const kinds = new Map<string, Map<string, number>>()
  for (const { unitId, fieldId, respondentKind, respondents } of cells) {
    units.set(unitId, (units.get(unitId) ?? 0) + respondents)
    addTo(fields, unitId, fieldId, respondents)
    addTo(kinds, inField(unitId, fieldId), respondentKind, respondents)
  }
  const shownFields = new Map([...fields].map(([unit, counts]) => [unit, shown(counts, minimumCell)]))
  const shownKinds = new Map([...kinds].map(([cell, counts]) => [cell, shown(counts, minimumCell)]))
  const showsField = (unitId: string, fieldId: string) => shownFields.get(unitId)?.has(fieldId) ?? false
  return {
    isShown: (unitId) => {
      const respondents = units.get(unitId) ?? 0
      return respondents > 0 && !isSmall(respondents, minimumCell)
    },
    showsField,
    showsKind: (unitId, fieldId, kind) =>
      showsField(unitId, fieldId) && (shownKinds.get(inField(unitId, fieldId))?.has(kind) ?? false),
  }
}

function shown(counts: ReadonlyMap<string, number>, minimumCell: number): Set<string> {
  const { cells } = suppress([...counts.values()], minimumCell)
  return new Set([...counts.keys()].filter((_, at) => !cells[at]))
}

function addTo(sums: Map<string, Map<string, number>>, outer: string, inner: string, count: number): void {
  const counts = sums.get(outer) ?? new Map<string, number>()
  counts.set(inner, (counts.get(inner) ?? 0) + count)
  sums.set(outer, counts)
}

function inField(unitId: string, fieldId: string): string {
  return `${unitId}\t${fieldId}`
}
