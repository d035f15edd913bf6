import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import request from 'supertest'
import type { Role } from '../../db/schema.ts'
import { startSession } from '../../server/accounts/session.queries.ts'
import { csrfToken, sessionCookieName } from '../../server/accounts/session.ts'
import type { RunningApp } from './running-app.ts'

export interface StaffPerson {
  role: Role
  /** The whole province where it is left out. */
  unitId?: string
}

export type StaffAgent = Awaited<ReturnType<typeof signedIn>>

/** An agent that asks as an official who has just signed in, its forms' token included. */
export async function signedIn(app: RunningApp, person: StaffPerson) {
  const { token } = await beginSession(app, person)
  return request.agent(app.url).set(sessionHeaders(app, token))
}

/** What a request of that session carries, its forms' token included. */
export function sessionHeaders({ config }: Pick<RunningApp, 'config'>, token: string) {
  return {
    Cookie: `${sessionCookieName(config.publicUrl)}=${token}`,
    'X-CSRF-Token': csrfToken(config.sessionSecret, token),
  }
}

/** Makes a browser's page that of an official who has just signed in. */
export async function signInBrowser(page: Page, app: RunningApp, person: StaffPerson): Promise<void> {
  const { token } = await beginSession(app, person)
  await page.context().addCookies([{ name: 'session', value: token, url: app.url }])
}

/** An official with one grant, and a session of theirs. */
export async function beginSession(
  app: Pick<RunningApp, 'databases' | 'clock'>,
  { role, unitId }: StaffPerson,
): Promise<{ token: string; staffId: string; login: string }> {
  const now = app.clock()
  const staffId = randomUUID()
  const login = `${role}-${staffId.slice(0, 8)}`
  const { write } = app.databases
  await write
    .insertInto('staff')
    .values({
      id: staffId,
      login,
      name: `Cán bộ ${login}`,
      password_hash: 'a hash that no password has',
      created_at: now.toISOString(),
    })
    .execute()
  await write
    .insertInto('staff_grant')
    .values({
      id: randomUUID(),
      staff_id: staffId,
      role,
      unit_id: unitId ?? null,
      valid_from: '2020-01-01',
      granted_at: now.toISOString(),
    })
    .execute()
  const token = await startSession(write, { staffId, address: '127.0.0.1', userAgent: 'test', now })
  return { token, staffId, login }
}
