import { z } from 'zod'
import { type Period, parsePeriod } from '../statistics/reporting-period.ts'
import { HttpError } from '../web/http-error.ts'

const query = z.object({ quarter: z.string().optional() })

/** The quarter that is asked for; null for none in particular. @throws {HttpError} 400 for anything that is no quarter. */
export function parseQuarter(parameters: unknown): Period | null {
  const parsed = query.safeParse(parameters)
  const key = parsed.success ? parsed.data.quarter : 'several'
  if (key === undefined || key === '') return null
  const period = parsePeriod(key)
  if (period?.kind === 'quarter') return period
  throw new HttpError(400, 'malformed', { fields: [{ field: 'quarter', message: 'a quarter like 2026-Q3' }] })
}
