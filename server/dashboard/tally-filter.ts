import type { TallyFilter } from '../statistics/tally.queries.ts'
import { subtree, type UnitTree } from '../units/unit-tree.ts'
import type { Question } from './question.ts'

/** Which answers a question is about. */
export function tallyFilter(question: Question, tree: UnitTree): TallyFilter {
  const { unitId, fieldId, mode, respondentKind, dossierLink } = question
  return {
    unitIds: unitId === null ? undefined : [...subtree(tree, unitId)],
    procedureFieldId: fieldId ?? undefined,
    mode: mode ?? undefined,
    respondentKind: respondentKind ?? undefined,
    dossierLink: dossierLink ?? undefined,
  }
}
