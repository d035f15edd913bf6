import type { Db } from '../../db/schema.ts'
import { tokenHash } from './session.ts'

/** Ends the session with that token, if there is one. */
export async function endSession(db: Db, token: string | undefined): Promise<void> {
  if (token === undefined) return
  await db.deleteFrom('staff_session').where('token_hash', '=', tokenHash(token)).execute()
}
