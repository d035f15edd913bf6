import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { postJson, type SignedItem, type TestDevice } from '../support/device.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { enrolledDevice } from './enrolled.ts'
import { eventsOf, outcomesOf, storedOf } from './stored.ts'

describe.each(databases)('The chain of a kiosk, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp(dialect)
  })
  afterAll(async () => {
    expect((await verifyTallies(app.databases.read)).differences).toEqual([])
    await app.stop()
  })

  const send = (sender: TestDevice, items: readonly (SignedItem | undefined)[]) =>
    postJson(`${app.url}/kiosk/responses`, sender.batch(items.filter((item) => item !== undefined)))
  const sequences = async (device: TestDevice) =>
    (await storedOf(app, device)).map(({ device_sequence }) => device_sequence)

  it('shows what is missing, until the missing ones arrive (F10)', async () => {
    const device = await enrolledDevice(app)
    const [one, two, three, four, five] = Array.from({ length: 5 }, () => device.rate())
    await send(device, [one, five])
    const gap = { kind: 'gap', sequences: [2, 4], times: 1, detail: expect.anything() }
    expect(await eventsOf(app, device)).toEqual([{ ...gap, open: true }])
    await send(device, [four, two].toReversed())
    expect(await eventsOf(app, device)).toEqual([{ ...gap, open: true }])
    await send(device, [three])
    expect(await eventsOf(app, device)).toEqual([{ ...gap, open: false }])
    expect(await sequences(device)).toEqual([1, 2, 3, 4, 5])
  })

  it('shows what was missing from the start', async () => {
    const device = await enrolledDevice(app)
    device.rate()
    expect(outcomesOf(await send(device, [device.rate()]))).toEqual(['recorded'])
    expect(await eventsOf(app, device)).toMatchObject([{ kind: 'gap', sequences: [1, 1], open: true }])
  })

  it('takes a repeated number with the same response for what it is: nothing (F10)', async () => {
    const device = await enrolledDevice(app)
    const items = [device.rate(), device.rate(), device.rate()]
    await send(device, items)
    await send(device, [items[1]])
    await send(device, [items[0]])
    expect(await eventsOf(app, device)).toEqual([])
  })

  it('raises the alarm when two kiosks have one key, and keeps the responses of both (F76)', async () => {
    const device = await enrolledDevice(app)
    await send(device, [device.rate()])
    const copy = device.copy()
    for (let round = 0; round < 3; round++) {
      expect(outcomesOf(await send(device, [device.rate()]))).toEqual(['recorded'])
      expect(outcomesOf(await send(copy, [copy.rate()]))).toEqual(['recorded'])
    }
    expect(await sequences(device)).toEqual([1, 2, 2, 3, 3, 4, 4])
    expect(await eventsOf(app, device)).toMatchObject([
      { kind: 'clone', sequences: [2, 4], times: 3, open: true },
    ])
  })

  it('raises the alarm when a kiosk counts from one again with its old key (F10)', async () => {
    const device = await enrolledDevice(app)
    const reset = device.copy()
    await send(device, [device.rate(), device.rate()])
    expect(outcomesOf(await send(reset, [reset.rate()]))).toEqual(['recorded'])
    expect(await eventsOf(app, device)).toMatchObject([{ kind: 'clone', sequences: [1, 1], open: true }])
  })

  it('refuses a response that was changed after it was signed (F9)', async () => {
    const device = await enrolledDevice(app)
    const [before, changed, after] = [device.rate(), device.rate({ answers: { overall: 1 } }), device.rate()]
    const body = changed.body.replace('"overall":1', '"overall":5')
    const answer = await send(device, [before, { ...changed, body }, after])
    expect(outcomesOf(answer)).toEqual(['recorded', 'refused', 'recorded'])
    expect(answer.body.results[1].problems).toEqual([{ field: 'signature', problem: 'signature' }])
    expect(await sequences(device)).toEqual([1, 3])
    expect(await eventsOf(app, device)).toMatchObject([
      { kind: 'gap', sequences: [2, 2], open: true },
      { kind: 'signature', sequences: [2, 2], open: true },
    ])
  })

  it('refuses what does not follow the response before, also when it is signed (F9)', async () => {
    const device = await enrolledDevice(app)
    const first = device.rate({ answers: { overall: 1 } })
    const second = device.rate()
    // The official signs the first anew with a better rating; the second still names the old one.
    const better = device.sign({ ...first, body: first.body.replace('"overall":1', '"overall":5') })
    const answer = await send(device, [better, second, device.rate()])
    expect(outcomesOf(answer)).toEqual(['recorded', 'refused', 'recorded'])
    expect(answer.body.results[1].problems).toEqual([{ field: 'chain', problem: 'chain' }])
    expect(await eventsOf(app, device)).toMatchObject([
      { kind: 'gap', sequences: [2, 2], open: true },
      { kind: 'chain', sequences: [2, 2], open: true },
    ])
  })

  it('raises the alarm when another response fills a gap than the one that is missing (F9)', async () => {
    const device = await enrolledDevice(app)
    const [first, missing, third] = [device.rate(), device.rate({ answers: { overall: 1 } }), device.rate()]
    await send(device, [first, third])
    const better = device.sign({ ...missing, body: missing.body.replace('"overall":1', '"overall":5') })
    await send(device, [better])
    expect(await eventsOf(app, device)).toMatchObject([
      { kind: 'gap', sequences: [2, 2], open: false },
      { kind: 'clone', sequences: [2, 2], open: true },
    ])
  })

  it('refuses a first response that claims one before', async () => {
    const device = await enrolledDevice(app)
    const first = device.rate()
    const answer = await send(device, [device.sign({ ...first, previousHash: 'a'.repeat(64) })])
    expect(answer.body.results[0].problems).toEqual([{ field: 'chain', problem: 'chain' }])
  })

  it('refuses what another device signed', async () => {
    const [device, other] = [await enrolledDevice(app), await enrolledDevice(app)]
    const answer = await send(device, [other.rate()])
    expect(answer.body.results[0].problems).toEqual([{ field: 'signature', problem: 'signature' }])
    expect(await storedOf(app, device)).toEqual([])
  })

  it('goes on over a response that was refused for what it says, and takes it when it is sent again', async () => {
    const device = await enrolledDevice(app)
    const refused = device.rate({ answers: { overall: 6 } })
    expect(
      outcomesOf(await send(device, [device.rate(), refused, device.rate()].toSorted(bySequence))),
    ).toEqual(['refused', 'recorded', 'recorded'])
    expect(outcomesOf(await send(device, [refused]))).toEqual(['refused'])
    expect(await eventsOf(app, device)).toEqual([])
  })
})

function bySequence(a: SignedItem, b: SignedItem): number {
  return a.sequence - b.sequence
}
