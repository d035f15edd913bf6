import type { Db, Instant } from '../../db/schema.ts'
import { apiKeyHash } from './api-key.ts'

/** A key that may be used now. */
export interface ValidApiKey {
  id: string
  name: string
  unitId: string
}

export function findValidKey(db: Db, key: string, now: Date): Promise<ValidApiKey | undefined> {
  return db
    .selectFrom('api_key')
    .select(['id', 'name', 'unit_id as unitId'])
    .where('hash', '=', apiKeyHash(key))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
}

export interface ListedApiKey {
  id: string
  name: string
  unitName: string
  createdAt: Instant
  expiresAt: Instant
  revokedAt: Instant | null
}

/** The newest first. */
export function listApiKeys(db: Db): Promise<ListedApiKey[]> {
  return db
    .selectFrom('api_key')
    .innerJoin('unit', 'unit.id', 'api_key.unit_id')
    .select(['api_key.id', 'api_key.name', 'unit.name as unitName'])
    .select(['created_at as createdAt', 'expires_at as expiresAt', 'revoked_at as revokedAt'])
    .orderBy('created_at', 'desc')
    .orderBy('api_key.id')
    .execute()
}
