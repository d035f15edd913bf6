import type { Response } from 'express'
import type { Db } from '../../db/schema.ts'
import { auditOrigin, recordAudit } from '../audit/record-audit.ts'

/** Writes down that somebody asked for what they may not have: where, and of which unit (null = all, or none). */
export async function recordRefusal(
  db: Db,
  response: Response,
  unitId: string | null,
  now: Date,
): Promise<void> {
  const { method, path } = response.req
  await recordAudit(
    db,
    auditOrigin(response),
    { action: 'access.refused', subject: `${method} ${path}`.slice(0, 500), unitId },
    now,
  )
}
