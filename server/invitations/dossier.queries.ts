import type { Db } from '../../db/schema.ts'
import { hashPrefixOf } from './invitation-token.ts'

/** A dossier that has been reported as finished. */
export interface KnownDossier {
  codeHash: string
  unitId: string
  procedureFieldId: string
}

export function knownDossier(db: Db, codeHash: string): Promise<KnownDossier | undefined> {
  return dossiers(db).where('code_hash', '=', codeHash).executeTakeFirst()
}

/** The dossier that an invitation's token is for. */
export async function findInvitation(
  db: Db,
  token: string,
  dossierSecret: string,
): Promise<KnownDossier | undefined> {
  const prefix = hashPrefixOf(token, dossierSecret)
  if (prefix === undefined) return undefined
  return dossiers(db)
    .where('code_hash', '>=', prefix)
    .where('code_hash', '<', `${prefix}g`)
    .executeTakeFirst()
}

function dossiers(db: Db) {
  return db
    .selectFrom('dossier')
    .select(['code_hash as codeHash', 'unit_id as unitId', 'procedure_field_id as procedureFieldId'])
}

export async function isRated(db: Db, codeHash: string): Promise<boolean> {
  const rated = await db
    .selectFrom('rated_dossier')
    .select('code_hash')
    .where('code_hash', '=', codeHash)
    .executeTakeFirst()
  return rated !== undefined
}

/** The touchpoint at which a unit's invitations are answered. */
export async function invitationTouchpointCode(db: Db, unitId: string): Promise<string | undefined> {
  const touchpoint = await db
    .selectFrom('touchpoint')
    .select('code')
    .where('mode', '=', 'invitation')
    .where('unit_id', '=', unitId)
    .orderBy('code')
    .executeTakeFirst()
  return touchpoint?.code
}
