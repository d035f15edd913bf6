import { z } from 'zod'
import { isCivilDate } from '../statistics/civil-date.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Assignment } from './assign-version.ts'

const form = z.looseObject({ opens_on: z.string('date').refine(isCivilDate, 'date') })

/** A day after today, and one box `at_<code>` for each touchpoint. */
export function parseAssignment(
  body: unknown,
  today: string,
  words: (mistake: string) => string,
): { data: Assignment; errors?: never } | { data?: never; errors: FieldError[] } {
  const parsed = form.safeParse(body)
  const opensOn = parsed.data?.opens_on ?? ''
  if (opensOn <= today) return { errors: [{ field: 'opens_on', message: words('date') }] }
  const ticked = Object.entries(parsed.data ?? {}).filter(
    ([name, value]) => name.startsWith('at_') && value === 'on',
  )
  return { data: { opensOn, touchpoints: new Set(ticked.map(([name]) => name.slice('at_'.length))) } }
}
