import { z } from 'zod'
import type { DossierLink, Mode, RespondentKind } from '../../db/schema.ts'
import { parsePeriod, periodContaining } from '../statistics/reporting-period.ts'
import type { Question } from './question.ts'

export const MODES = [
  'kiosk',
  'phone',
  'invitation',
  'paper',
  'interviewer',
] as const satisfies readonly Mode[]
export const RESPONDENT_KINDS = ['citizen', 'business'] as const satisfies readonly RespondentKind[]
export const DOSSIER_LINKS = ['with', 'without'] as const satisfies readonly DossierLink[]

const id = z.string().max(64)
const day = z.iso.date()

/** An empty value is what a form sends for «not chosen». Names that are not the dashboard's (`lang`) are let pass. */
const query = z.object({
  period: z.string().optional(),
  from: day.optional(),
  to: day.optional(),
  units: z.enum(['then', 'now']).default('now'),
  unit: id.optional(),
  field: id.optional(),
  mode: z.enum(MODES).optional(),
  kind: z.enum(RESPONDENT_KINDS).optional(),
  dossier: z.enum(DOSSIER_LINKS).optional(),
})

/** The parts of an address that can be wrong. */
export type QuestionPart = keyof z.infer<typeof query>

/** An address that asks for what there is not. `parts` names what is wrong. */
export class WrongQuestion extends Error {
  readonly parts: readonly QuestionPart[]

  constructor(parts: readonly QuestionPart[]) {
    super(`wrong in the address: ${parts.join(', ')}`)
    this.parts = parts
  }
}

/** What the catalogues know, and the present day: what a question can be about, and when it is asked. */
export interface Askable {
  today: string
  hasUnit(id: string): boolean
  hasField(id: string): boolean
}

/** @throws {WrongQuestion} */
export function parseQuestion(parameters: unknown, { today, hasUnit, hasField }: Askable): Question {
  const parsed = query.safeParse(withoutEmpty(parameters))
  if (!parsed.success) throw new WrongQuestion(parsed.error.issues.map(({ path }) => path[0] as QuestionPart))
  const { from, to, units, unit, field, mode, kind, dossier } = parsed.data
  const wrong: QuestionPart[] = []
  if (parsed.data.period === undefined && (from === undefined) !== (to === undefined))
    wrong.push(from === undefined ? 'from' : 'to')
  const custom = from !== undefined && to !== undefined ? `${from}..${to}` : undefined
  const key = parsed.data.period ?? custom
  const period = key === undefined ? periodContaining(today, 'quarter') : parsePeriod(key)
  if (period === null)
    wrong.push(...(parsed.data.period === undefined ? (['from', 'to'] as const) : (['period'] as const)))
  if (unit !== undefined && !hasUnit(unit)) wrong.push('unit')
  if (field !== undefined && !hasField(field)) wrong.push('field')
  if (period === null || wrong.length > 0) throw new WrongQuestion(wrong)
  return {
    period,
    view: units,
    unitId: unit ?? null,
    fieldId: field ?? null,
    mode: mode ?? null,
    respondentKind: kind ?? null,
    dossierLink: dossier ?? null,
  }
}

function withoutEmpty(parameters: unknown): unknown {
  if (parameters === null || typeof parameters !== 'object') return parameters
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''))
}
