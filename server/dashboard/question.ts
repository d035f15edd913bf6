import type { DossierLink, Mode, RespondentKind } from '../../db/schema.ts'
import { type Period, periodKey } from '../statistics/reporting-period.ts'
import type { UnitView } from '../units/unit-tree.ts'
import type { Selection } from './satisfaction-cube.ts'

/** What the dashboard is asked: one value, which the address spells out, so that a page can be sent to a colleague. */
export interface Question {
  period: Period
  /** Units as they were or as they are now. */
  view: UnitView
  unitId: string | null
  fieldId: string | null
  mode: Mode | null
  respondentKind: RespondentKind | null
  dossierLink: DossierLink | null
}

/** The dimensions that a question may be narrowed by, with the names they have in the address. */
export const FILTERS = {
  unitId: 'unit',
  fieldId: 'field',
  mode: 'mode',
  respondentKind: 'kind',
  dossierLink: 'dossier',
} as const
export type Filter = keyof typeof FILTERS

export const DASHBOARD = '/dashboard'

/** The page that answers a question. */
export function dashboardHref(question: Question, path: string = DASHBOARD): string {
  return `${path}?${new URLSearchParams(questionParameters(question))}`
}

/** A question as the names and values of an address or of a form's hidden inputs. */
export function questionParameters(question: Question): [name: string, value: string][] {
  const filters = Object.entries(FILTERS).flatMap(([filter, name]): [string, string][] => {
    const value = question[filter as Filter]
    return value === null ? [] : [[name, value]]
  })
  return [['period', periodKey(question.period)], ['units', question.view], ...filters]
}

export function selectionOf({ unitId, fieldId, mode, respondentKind, dossierLink }: Question): Selection {
  return { unitId, fieldIds: fieldId === null ? null : [fieldId], mode, respondentKind, dossierLink }
}
