import type { Databases } from '../../db/connect.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import type { Config } from '../config.ts'
import { knownDevice } from './known-device.ts'
import { proveOwner } from './prove-owner.ts'
import { startSession } from './session.queries.ts'
import type { SignInInput } from './sign-in.input.ts'

export type SignInOutcome =
  | { outcome: 'signed_in'; sessionToken: string }
  | { outcome: 'refused' }
  | { outcome: 'wait'; seconds: number }

export interface SignInRequest {
  input: SignInInput
  /** The cookie of a browser in which somebody signed in before. */
  device: string | undefined
  from: AuditOrigin
  userAgent: string
  now: Date
}

/** Begins a session for whoever has password and one-time code. */
export async function signIn(
  { write }: Databases,
  config: Config,
  { input, device, from, userAgent, now }: SignInRequest,
): Promise<SignInOutcome> {
  const { login } = input
  const known = knownDevice(config, login, device)
  const countedFor = known === null ? `login:${login}` : `device:${known}`
  const proof = await proveOwner(write, config, { ...input, countedFor, now })
  if (proof.outcome === 'wait') return proof
  const { staffId } = proof
  const by = { ...from, staffId, login }
  return write.transaction().execute(async (trx) => {
    if (proof.outcome === 'refused') {
      await recordAudit(trx, by, { action: 'session.refused', subject: `staff:${login}` }, now)
      return { outcome: 'refused' }
    }
    await recordAudit(trx, by, { action: 'session.started', subject: `staff:${login}` }, now)
    const session = { staffId: proof.staffId, address: from.address, userAgent, now }
    return { outcome: 'signed_in', sessionToken: await startSession(trx, session) }
  })
}
