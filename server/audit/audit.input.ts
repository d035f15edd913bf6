import { z } from 'zod'

const day = z.union([z.literal(''), z.iso.date()]).default('')

/** What is looked for in the audit. A parameter that is wrong is as if it were not there: a search finds, it does not refuse. */
export const auditFilter = z.object({
  login: z.string().trim().toLowerCase().max(64).catch(''),
  action: z.string().max(64).catch(''),
  subject: z.string().trim().max(200).catch(''),
  from: day.catch(''),
  /** The last day. */
  to: day.catch(''),
  /** Where to go on: `<at>~<id>` of the last entry shown. */
  before: z
    .string()
    .regex(/^[\dT:.Z-]{24}~[\w-]{36}$/)
    .or(z.literal(''))
    .catch(''),
})

export type AuditFilter = z.infer<typeof auditFilter>
