import type { Db } from '../../db/schema.ts'
import type { AuditOrigin } from '../audit/record-audit.ts'
import type { Config } from '../config.ts'
import { deriveKey } from '../secrets/derive-key.ts'
import { openSealed, sealText } from '../secrets/sealed-text.ts'
import { checkPasskey, type PasskeyAnswer, usePasskey } from './check-passkey.ts'
import { newTotpSecret, stepOfCode } from './one-time-code.ts'
import { recoveryCodeHash } from './recovery-code.ts'
import type { Account } from './staff.queries.ts'

/** Uses the factor up. @returns false where it is wrong or was used before. */
export type UseFactor = () => Promise<boolean>

/** Nobody's secret, so that a code for no account is computed as well. */
const NOBODYS = newTotpSecret()

/** What somebody shows besides the password: a typed code, or a passkey. */
export type Factor = { kind: 'code'; code: string } | ({ kind: 'passkey' } & PasskeyAnswer)

/** Whose factor it ought to be, and where it is shown. */
export interface FactorClaim {
  account: Account | undefined
  factor: Factor
  from: AuditOrigin
  now: Date
}

export async function secondFactorOf(
  db: Db,
  config: Config,
  { account, factor, from, now }: FactorClaim,
): Promise<UseFactor> {
  if (factor.kind === 'code') return codeFactor(db, config, account, factor.code, now)
  const checked = await checkPasskey(db, factor)
  if (!checked || checked.passkey.staffId !== account?.id) return async () => false
  return () => usePasskey(db, checked, from, now)
}

/** What a typed code stands for: a step of the authenticator app, or one of the recovery codes. */
async function codeFactor(
  db: Db,
  config: Config,
  account: Account | undefined,
  code: string,
  now: Date,
): Promise<UseFactor> {
  const secret = account?.totpSecret ? readableSecret(config, account.totpSecret) : NOBODYS
  const step = stepOfCode(secret, code.replace(/\s/g, ''), now)
  const hash = recoveryCodeHash(code)
  const recovery = await findRecoveryCode(db, account?.id ?? '', hash)
  if (!account) return async () => false
  if (step !== null && account.totpSecret) return () => useStep(db, account.id, step)
  if (recovery) return () => useRecoveryCode(db, hash)
  return async () => false
}

/** Under another SESSION_SECRET the authenticator is lost, but its owner still gets in with a recovery code. */
function readableSecret(config: Config, sealed: string): string {
  try {
    return openTotpSecret(config, sealed)
  } catch {
    return NOBODYS
  }
}

export function sealTotpSecret(config: Config, secret: string): string {
  return sealText(deriveKey(config.sessionSecret, 'second factor'), secret)
}

/** @throws when SESSION_SECRET is another one than when the factor was enrolled. */
export function openTotpSecret(config: Config, sealed: string): string {
  return openSealed(deriveKey(config.sessionSecret, 'second factor'), sealed)
}

/** Whoever looked over the owner's shoulder cannot use the code again, not even within its half minute. */
async function useStep(db: Db, staffId: string, step: number): Promise<boolean> {
  const rows = await db
    .updateTable('staff')
    .set({ totp_last_step: step })
    .where('id', '=', staffId)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .returning('id')
    .execute()
  return rows.length === 1
}

function findRecoveryCode(db: Db, staffId: string, hash: string) {
  return db
    .selectFrom('staff_recovery_code')
    .select('code_hash')
    .where('staff_id', '=', staffId)
    .where('code_hash', '=', hash)
    .executeTakeFirst()
}

async function useRecoveryCode(db: Db, hash: string): Promise<boolean> {
  const rows = await db
    .deleteFrom('staff_recovery_code')
    .where('code_hash', '=', hash)
    .returning('code_hash')
    .execute()
  return rows.length === 1
}
