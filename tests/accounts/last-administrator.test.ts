import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Trx } from '../../db/schema.ts'
import { disableStaff } from '../../server/accounts/change-access.ts'
import { endGrant } from '../../server/accounts/grant-role.ts'
import { OPERATOR } from '../../server/audit/record-audit.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { beginSession, sessionHeaders } from '../support/staff.ts'

const ROUNDS = 10

describe.each(databases)('Two administrators, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect)
  })
  beforeEach(async () => {
    await app.databases.write.updateTable('staff_grant').set({ valid_until: '2020-01-02' }).execute()
  })
  afterAll(() => app.stop())

  it.each(['withdraw', 'disable'])('who %s each other at the same moment leave one of them', async (how) => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = [await administrator(), await administrator()]
      const wayTo = (other: Awaited<ReturnType<typeof administrator>>) =>
        how === 'disable'
          ? `/staff/${other.staffId}/disable`
          : `/staff/${other.staffId}/grants/${other.grant}/end`
      const statuses = await Promise.all([a.post(wayTo(b)), b.post(wayTo(a))])
      // The later one finds itself without the role (403), signed out (401), or is told that nobody would be left (409).
      expect(statuses.sort()).toEqual([303, expect.toSatisfy((status) => [401, 403, 409].includes(status))])
      expect(await activeAdministrators()).toBe(1)
      await app.databases.write.updateTable('staff_grant').set({ valid_until: '2020-01-02' }).execute()
    }
  })

  it('of whom one has no password yet are one, whose role and account nobody can take away', async () => {
    const last = await administrator()
    const waiting = await administrator()
    const { write } = app.databases
    await write.updateTable('staff').set({ password_hash: null }).where('id', '=', waiting.staffId).execute()
    const person = { id: last.staffId, login: 'last' }
    const doing = { by: OPERATOR, now: new Date() }
    const changes = [
      (trx: Trx) => endGrant(trx, person, last.grant, doing),
      (trx: Trx) => disableStaff(trx, person, doing),
    ]
    for (const change of changes)
      await expect(write.transaction().execute(change)).rejects.toThrow('last_administrator')
    expect(await activeAdministrators()).toBe(2)
  })

  async function administrator() {
    const { token, staffId } = await beginSession(app, { role: 'administrator' })
    const { id: grant } = await app.databases.read
      .selectFrom('staff_grant')
      .select('id')
      .where('staff_id', '=', staffId)
      .executeTakeFirstOrThrow()
    const headers = sessionHeaders(app, token)
    const post = async (path: string) =>
      (await fetch(app.url + path, { method: 'POST', headers, redirect: 'manual' })).status
    return { staffId, grant, post }
  }

  async function activeAdministrators(): Promise<number> {
    const rows = await app.databases.read
      .selectFrom('staff_grant')
      .innerJoin('staff', 'staff.id', 'staff_grant.staff_id')
      .select('staff.id')
      .where('valid_until', 'is', null)
      .where('disabled_at', 'is', null)
      .execute()
    return rows.length
  }
})
