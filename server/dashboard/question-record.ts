import type { CsvValue } from '../web/csv.ts'
import type { Question } from './question.ts'

/** What every file says last of each line: which answers were chosen, and whether they are made up. */
export const QUESTION_COLUMNS = [
  'units',
  'unit',
  'field',
  'mode',
  'respondent_kind',
  'dossier',
  'simulated',
] as const

/** The cells of `QUESTION_COLUMNS`. */
export function questionRecord(question: Question, simulated: boolean): CsvValue[] {
  const { view, unitId, fieldId, mode, respondentKind, dossierLink } = question
  return [view, unitId, fieldId, mode, respondentKind, dossierLink, String(simulated)]
}
