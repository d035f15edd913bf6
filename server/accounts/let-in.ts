import type { Request, Response } from 'express'
import type { Db } from '../../db/schema.ts'
import { endSession } from './end-session.ts'
import type { SignedIn } from './open-session.ts'
import type { SessionCookies } from './session-cookies.ts'

/** Gives the browser its new session; the one that it had before ends. */
export async function letIn(
  db: Db,
  cookies: SessionCookies,
  { sessionToken, login }: SignedIn,
  request: Request,
  response: Response,
): Promise<void> {
  await endSession(db, cookies.token(request))
  cookies.give(response, sessionToken, login)
}
