import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BATCHES_PER_MINUTE } from '../../server/devices/device-limits.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { postJson, type SignedItem, type TestDevice } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { enrolledDevice } from './enrolled.ts'
import { eventsOf, outcomesOf, storedOf } from './stored.ts'

const refusal = {
  sqlite: sql`create trigger refused before insert on response when new.comment = 'độc'
              begin select raise(abort, 'refused by the test'); end`,
  postgres: sql`alter table response add constraint refused check (comment is distinct from 'độc')`,
}

describe.each(databases)('Responses that a kiosk sends, on $name', ({ dialect }) => {
  let app: RunningApp
  let device: TestDevice
  beforeAll(async () => {
    app = await startApp(dialect, { variables: { LIMIT_TOUCHPOINT_PER_MINUTE: '5' } })
    device = await enrolledDevice(app)
  })
  afterAll(async () => {
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
    await app.stop()
  })

  const send = (sender: TestDevice, items: readonly SignedItem[]) =>
    postJson(`${app.url}/kiosk/responses`, sender.batch(items))
  const keyOf = ({ body }: SignedItem): string => JSON.parse(body).submissionKey

  it('are recorded with their device and number, and counted as given at the kiosk', async () => {
    const item = device.rate({ answers: { overall: 2, staff: 1 }, comment: 'Chờ lâu quá' })
    const answer = await send(device, [item])
    expect(answer.status).toBe(200)
    expect(answer.body.results).toEqual([{ sequence: 1, submissionKey: keyOf(item), outcome: 'recorded' }])
    expect(await storedOf(app, device)).toEqual([
      expect.objectContaining({
        submission_key: keyOf(item),
        device_sequence: 1,
        touchpoint_code: 'demo-kiosk',
        mode: 'kiosk',
        overall: 2,
        comment: 'Chờ lâu quá',
        responded_at: item.at,
        uncounted_reason: null,
      }),
    ])
  })

  it('are recorded once when the answer was lost and they come again (F1, F6)', async () => {
    const items = [device.rate(), device.rate()]
    await send(device, items)
    const again = await send(device, [...items, device.rate()])
    expect(outcomesOf(again)).toEqual(['duplicate', 'duplicate', 'recorded'])
    expect(await storedOf(app, device)).toHaveLength(4)
    expect(await eventsOf(app, device)).toEqual([])
  })

  it('are recorded once when twenty senders send them at the same time (F3)', async () => {
    const items = Array.from({ length: 10 }, () => device.rate())
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(device, items)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    const outcomes = answers.flatMap(outcomesOf)
    expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(10)
    expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(190)
    expect(await storedOf(app, device)).toHaveLength(14)
    expect(await eventsOf(app, device)).toEqual([])
  })

  it('are each judged by itself: a mixed batch keeps what is good', async () => {
    const known = device.rate()
    await send(device, [known])
    const other = { ...JSON.parse(known.body), answers: { overall: 1 } }
    const items = [
      known,
      device.rate({ answers: { overall: 5 } }, { flag: 'cool_down' }),
      device.rate(other),
      device.rate({ answers: { overall: 6 } }),
      device.rate({ touchpoint: 'demo-dak-mil' }),
      device.link({ ...device.rate(), sequence: device.sequence, body: '{"submissionKey":' }),
      device.rate(),
    ]
    const { body } = await send(device, items)
    expect(
      body.results.map((one: { outcome: string; problems?: unknown }) => [one.outcome, one.problems]),
    ).toEqual([
      ['duplicate', undefined],
      ['recorded', undefined],
      ['conflict', undefined],
      ['refused', [{ field: 'overall', problem: 'invalid' }]],
      ['refused', [{ field: 'touchpoint', problem: 'touchpoint' }]],
      ['refused', [{ field: 'body', problem: 'invalid' }]],
      ['recorded', undefined],
    ])
    expect(body.results[5].submissionKey).toBeNull()
    expect(await eventsOf(app, device)).toEqual([])
  })

  it('that were pressed during the cool-down are kept and in no figure (F58)', async () => {
    const kiosk = await enrolledDevice(app)
    const countedAsVeryBad = async () => {
      const { r1 } = await app.databases.read
        .selectFrom('tally_day')
        .select((eb) => eb.fn.sum<number>('r1').as('r1'))
        .executeTakeFirstOrThrow()
      return Number(r1)
    }
    const before = await countedAsVeryBad()
    await send(kiosk, [
      kiosk.rate({ answers: { overall: 1 } }),
      ...Array.from({ length: 29 }, () => kiosk.rate({ answers: { overall: 1 } }, { flag: 'cool_down' })),
    ])
    expect((await countedAsVeryBad()) - before).toBe(1)
    expect((await storedOf(app, kiosk)).filter((one) => one.uncounted_reason === 'cool_down')).toHaveLength(
      29,
    )
  })

  it('with text that no database gives back as it was are refused, hidden as it is', async () => {
    const kiosk = await enrolledDevice(app)
    const hidden = String.raw`{"submissionKey":"x","comment":"a\u0000b"}`
    const half = String.raw`{"submissionKey":"x","comment":"\ud800"}`
    const items = [hidden, half].map((body) =>
      kiosk.link({
        sequence: kiosk.sequence + 1,
        previousHash: kiosk.previousHash,
        body,
        at: new Date().toISOString(),
        flag: null,
      }),
    )
    expect(outcomesOf(await send(kiosk, items))).toEqual(['refused', 'refused'])
  })

  it('may be a hundred at once, and more than is taken anywhere else', async () => {
    const kiosk = await enrolledDevice(app)
    const comment = 'Cán bộ hướng dẫn tận tình, nhưng phải đi lại ba lần. '.repeat(18)
    const items = Array.from({ length: 100 }, () => kiosk.rate({ comment }))
    expect(Buffer.byteLength(JSON.stringify(kiosk.batch(items)))).toBeGreaterThan(100 * 1024)
    expect(outcomesOf(await send(kiosk, items))).toEqual(Array(100).fill('recorded'))
    expect((await send(kiosk, [...items, kiosk.rate()])).status).toBe(422)
  })

  it('are refused whole when they are more than half a megabyte, and nothing of them is stored', async () => {
    const kiosk = await enrolledDevice(app)
    const items = Array.from({ length: 70 }, () => kiosk.rate({ comment: 'x'.repeat(8000) }))
    const answer = await send(kiosk, items)
    expect([answer.status, answer.body.error.code]).toEqual([413, 'too_large'])
    expect(await storedOf(app, kiosk)).toEqual([])
  })

  it.each([
    ['no items', { items: [] }, 'items'],
    ['a number twice', (items: SignedItem[]) => ({ items: [items[0], items[0]] }), 'items'],
    ['numbers that fall', (items: SignedItem[]) => ({ items: items.toReversed() }), 'items'],
    ['no time', { sentAt: undefined }, 'sentAt'],
    ['what nobody asked for', { unitId: 'ld-province' }, 'body'],
  ])('are refused whole for %s', async (_what, change, field) => {
    const kiosk = await enrolledDevice(app)
    const items = [kiosk.rate(), kiosk.rate()]
    const changes = typeof change === 'function' ? change(items) : change
    const answer = await postJson(`${app.url}/kiosk/responses`, { ...kiosk.batch(items), ...changes })
    expect([answer.status, answer.body.error.fields[0].field]).toEqual([422, field])
    expect(await storedOf(app, kiosk)).toEqual([])
  })

  it('do not wait behind one that the database refuses', async () => {
    const kiosk = await enrolledDevice(app)
    await refusal[dialect].execute(app.databases.write)
    const items = [kiosk.rate(), kiosk.rate({ comment: 'độc' }), kiosk.rate()]
    const answer = await send(kiosk, items)
    expect(outcomesOf(answer)).toEqual(['recorded', 'refused', 'recorded'])
    expect(answer.body.results[1].problems).toEqual([{ field: 'body', problem: 'invalid' }])
    expect(await eventsOf(app, kiosk)).toEqual([])
  })

  it('in more than 120 batches a minute are put off, and another kiosk’s are not', async () => {
    const [kiosk, other] = [await enrolledDevice(app), await enrolledDevice(app)]
    const item = kiosk.rate()
    for (let batch = 0; batch < BATCHES_PER_MINUTE; batch++) {
      expect((await send(kiosk, [item])).status).toBe(200)
    }
    const putOff = await send(kiosk, [item])
    expect([putOff.status, putOff.headers.get('retry-after')]).toEqual([429, '10'])
    expect((await send(other, [other.rate()])).status).toBe(200)
  })

  it('are not taken from a device that nobody enrolled, or that was revoked, which keeps them', async () => {
    const kiosk = await enrolledDevice(app)
    const batch = kiosk.batch([kiosk.rate()])
    const unknown = await postJson(`${app.url}/kiosk/responses`, {
      ...batch,
      deviceId: '0b6f1f6a-5c1e-4d0e-9a55-3f3f6a1f2b7c',
    })
    await app.databases.write
      .updateTable('device')
      .set({ revoked_at: new Date().toISOString() })
      .where('id', '=', kiosk.deviceId)
      .execute()
    const revoked = await postJson(`${app.url}/kiosk/responses`, batch)
    expect([unknown.status, unknown.body.error.code]).toEqual([403, 'device_unknown'])
    expect([revoked.status, revoked.body.error.code]).toEqual([403, 'device_revoked'])
    expect(await storedOf(app, kiosk)).toEqual([])
  })
})
