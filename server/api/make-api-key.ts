import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { NewApiKey } from './api-key.input.ts'
import { apiKeyHash, newApiKey } from './api-key.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Makes a key for a unit and all below it. @returns the key, which is kept nowhere. */
export async function makeApiKey(
  db: Db,
  { name, unit, days }: NewApiKey,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<string> {
  const key = newApiKey()
  const row = {
    id: randomUUID(),
    name,
    scope: 'dossiers:write' as const,
    unit_id: unit,
    created_at: now.toISOString(),
    created_by: by.staffId,
    expires_at: new Date(now.getTime() + days * DAY_MS).toISOString(),
    revoked_at: null,
  }
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('api_key')
      .values({ ...row, hash: apiKeyHash(key) })
      .execute()
    await recordAudit(
      trx,
      by,
      { action: 'api_key.made', subject: `api_key:${row.id}`, unitId: unit, after: row },
      now,
    )
  })
  return key
}

/** From now on the key opens nothing. @returns whether there was one to revoke. */
export async function revokeApiKey(
  db: Db,
  id: string,
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const revoked = await trx
      .updateTable('api_key')
      .set({ revoked_at: now.toISOString() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .returning('unit_id')
      .executeTakeFirst()
    if (!revoked) return false
    await recordAudit(
      trx,
      by,
      { action: 'api_key.revoked', subject: `api_key:${id}`, unitId: revoked.unit_id },
      now,
    )
    return true
  })
}
