import { z } from 'zod'
import { HttpError } from '../web/http-error.ts'
import { TOUCHPOINT_STATES } from './touchpoint-state.ts'

/** What a form sends for «not chosen» is ''. Names that are not the list's (`lang`) are let pass. */
const filter = z.object({
  q: z.string().max(200).default(''),
  unit: z.string().max(64).default(''),
  state: z.enum(['', ...TOUCHPOINT_STATES]).default(''),
})

export type TouchpointFilter = z.infer<typeof filter>

/** @throws {HttpError} 400 naming what the address has wrong. */
export function parseTouchpointFilter(parameters: unknown): TouchpointFilter {
  const parsed = filter.safeParse(parameters)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
  throw new HttpError(400, 'malformed', { fields })
}
