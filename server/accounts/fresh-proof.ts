import type { RequestHandler, Response } from 'express'
import { lockAccounts } from '../../db/portable.ts'
import type { Db, Trx } from '../../db/schema.ts'
import type { Deps } from '../app.ts'
import { HttpError } from '../web/http-error.ts'
import { earlier } from './session.ts'

/** How long a proof is good for: one change of the account, made at once. */
const GOOD_MS = 5 * 60_000

/** The person at this session has just proved to be its owner. */
export async function noteProof(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .updateTable('staff_session')
    .set({ proven_at: now.toISOString() })
    .where('id', '=', sessionId)
    .execute()
}

/**
 * Uses a proof up, at the beginning of the transaction of the change that it is for: a session that somebody left open
 * must not be enough to take the account over. Until the transaction's end no other account is changed.
 * @throws {HttpError} 403 where there is none
 */
export async function useProof(trx: Trx, response: Response, now: Date): Promise<void> {
  await lockAccounts(trx)
  const used = await trx
    .updateTable('staff_session')
    .set({ proven_at: null })
    .where('id', '=', response.locals['sessionId'])
    .where('proven_at', '>', earlier(now, GOOD_MS))
    .returning('id')
    .execute()
  if (used.length === 0) throw new HttpError(403, 'proof_needed')
}

/** Sends to where the proof is asked for whoever has not given one, and from there back. */
export function askForProof({ databases, clock }: Deps): RequestHandler {
  return async (request, response, next) => {
    const proven = await databases.read
      .selectFrom('staff_session')
      .select('id')
      .where('id', '=', response.locals['sessionId'])
      .where('proven_at', '>', earlier(clock(), GOOD_MS))
      .executeTakeFirst()
    if (proven) return next()
    response.redirect(303, `/account/confirm?${new URLSearchParams({ next: request.path })}`)
  }
}
