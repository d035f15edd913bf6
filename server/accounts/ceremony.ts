import type { CookieOptions, Request, Response } from 'express'
import type { Db } from '../../db/schema.ts'
import type { Deps } from '../app.ts'
import { deriveKey } from '../secrets/derive-key.ts'
import { openSealed, sealText } from '../secrets/sealed-text.ts'
import { cookieValue, newToken } from './session.ts'

const VALID_MS = 5 * 60_000

interface Begun {
  id: string
  expiresAt: string
  content: unknown
}

/**
 * Something that begins with one request and is finished by another of the same browser, once and within minutes. What
 * the server must know again lies sealed in a cookie: strangers who only begin leave nothing in the database.
 */
export function ceremony<Content extends object>(
  { config, databases, clock }: Pick<Deps, 'config' | 'databases' | 'clock'>,
  kind: string,
) {
  const secure = config.publicUrl.protocol === 'https:'
  const cookieName = secure ? `__Host-${kind}` : kind
  const options: CookieOptions = { secure, httpOnly: true, sameSite: 'lax', path: '/' }
  // A key for each kind, so that one cookie cannot be handed in as another.
  const key = deriveKey(config.sessionSecret, `ceremony ${kind}`)
  return {
    begin(response: Response, content: Content): void {
      const expiresAt = new Date(clock().getTime() + VALID_MS).toISOString()
      const begun: Begun = { id: newToken(), expiresAt, content }
      response.cookie(cookieName, sealText(key, JSON.stringify(begun)), { ...options, maxAge: VALID_MS })
    },
    /** What was begun, without finishing it: to show it. */
    underway(request: Request): Content | null {
      return (opened(request)?.content as Content | undefined) ?? null
    },
    /** What was begun. @returns null when nothing was, too long ago, or when it is finished already. */
    async finish(request: Request, response: Response): Promise<Content | null> {
      const begun = opened(request)
      response.clearCookie(cookieName, options)
      if (!begun || !(await markFinished(databases.write, begun, clock()))) return null
      return begun.content as Content
    },
  }

  function opened(request: Request): Begun | null {
    try {
      const begun: Begun = JSON.parse(openSealed(key, cookieValue(request.headers.cookie, cookieName) ?? ''))
      return begun.expiresAt > clock().toISOString() ? begun : null
    } catch {
      // There is none, or it was sealed under another SESSION_SECRET.
      return null
    }
  }
}

/** @returns whether it was not finished before. */
async function markFinished(db: Db, { id, expiresAt }: Begun, now: Date): Promise<boolean> {
  await db.deleteFrom('finished_ceremony').where('expires_at', '<=', now.toISOString()).execute()
  const rows = await db
    .insertInto('finished_ceremony')
    .values({ id, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}
