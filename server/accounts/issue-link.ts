import type { Db } from '../../db/schema.ts'
import type { Config } from '../config.ts'
import { newTotpSecret } from './one-time-code.ts'
import { sealTotpSecret } from './second-factor.ts'
import { newToken, tokenHash } from './session.ts'

const VALID_MS = 24 * 60 * 60 * 1000

/**
 * A link with which somebody sets password and second factor, once, within a day. It takes the place of an earlier one.
 * With `keepsPassword` it renews the second factor alone, and asks for the password that there is.
 * @returns the whole address; what it holds is kept nowhere.
 */
export async function issueLink(
  trx: Db,
  config: Config,
  staffId: string,
  now: Date,
  { keepsPassword = false }: { keepsPassword?: boolean } = {},
): Promise<string> {
  const token = newToken()
  await trx.deleteFrom('staff_link').where('staff_id', '=', staffId).execute()
  await trx
    .insertInto('staff_link')
    .values({
      token_hash: tokenHash(token),
      staff_id: staffId,
      totp_secret: sealTotpSecret(config, newTotpSecret()),
      expires_at: new Date(now.getTime() + VALID_MS).toISOString(),
      keeps_password: keepsPassword ? 1 : 0,
    })
    .execute()
  return new URL(`/enrol?link=${token}`, config.publicUrl).href
}
