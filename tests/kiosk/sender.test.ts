import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSender, type Item, Timers, type Verdict, WaitingList } from './client.ts'

const later = (retryAfterMs: number | null = null): Verdict => ({
  kind: 'later',
  reason: 'no_network',
  retryAfterMs,
})
const delivered = (items: readonly Item[]): Verdict => ({
  kind: 'answered',
  delivered: items.map(({ sequence }) => sequence),
  dead: [],
})

function senderOf(
  queue: WaitingList,
  transmit: (items: Item[]) => Promise<Verdict>,
  { random = () => 0.5, isFree = () => true }: { random?(): number; isFree?(): boolean } = {},
) {
  const timers = new Timers()
  const sender = createSender({
    queue,
    transmit,
    exclusively: async (send) => {
      if (!isFree()) return false
      await send()
      return true
    },
    now: () => timers.now,
    random,
    startTimer: timers.start,
  })
  return { sender, timers }
}

describe('A sender with 2,000 responses after three days offline', () => {
  it('has each of them at the server exactly once and in order, whatever is lost on the way (F5, F6, F75)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4)),
        async (fates) => {
          const queue = new WaitingList(2000)
          const received: number[] = []
          const transmit = async (items: Item[]): Promise<Verdict> => {
            const fate = fates.next().value
            if (fate === 1) return later()
            if (fate === 2) return later(1000)
            if (fate === 3 && items.length > 1) return { kind: 'too_large' }
            for (const { sequence } of items) if (!received.includes(sequence)) received.push(sequence)
            // Committed, and the answer lost.
            return fate === 4 ? later() : delivered(items)
          }
          const { sender, timers } = senderOf(queue, transmit)
          await sender.send()
          while (queue.items.length > 0) {
            expect(timers.runNext()).toBe(true)
            await sender.send()
          }
          expect(received).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1))
          expect(queue.dead).toEqual([])
        },
      ),
      { numRuns: 20 },
    )
  })

  it('sends a hundred at once, without pauses', async () => {
    const sizes: number[] = []
    const { sender, timers } = senderOf(new WaitingList(2000), async (items) => {
      sizes.push(items.length)
      return delivered(items)
    })
    await sender.send()
    expect(sizes).toEqual(Array.from({ length: 20 }, () => 100))
    expect(timers.runNext()).toBe(false)
  })
})

describe('A sender that has just found the queue empty', () => {
  it('sends what was put into it at that very moment', async () => {
    const queue = new WaitingList(0)
    const { sender, timers } = senderOf(queue, async (items) => delivered(items))
    const first = sender.send()
    queue.items = new WaitingList(1).items
    await Promise.all([first, sender.wake()])
    expect(queue.items).toEqual([])
    expect(timers.runNext()).toBe(false)
  })
})

describe('A sender that is turned away', () => {
  it('waits longer each time, up to five minutes, and is quick again after a success', async () => {
    let isUp = false
    const queue = new WaitingList(1)
    const { sender, timers } = senderOf(queue, async (items) => (isUp ? delivered(items) : later()))
    const waits: number[] = []
    const wait = async () => {
      const before = timers.now
      timers.runNext()
      await sender.send()
      waits.push(timers.now - before)
    }
    await sender.send()
    for (let i = 0; i < 10; i++) await wait()
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(225_000)
    isUp = true
    await wait()
    expect(queue.items).toEqual([])
    isUp = false
    queue.items = new WaitingList(1).items
    await sender.send()
    waits.length = 0
    await wait()
    expect(waits).toEqual([1500])
  })

  it('waits at least as long as it was asked to, also when something new comes in', async () => {
    let sendings = 0
    const { sender, timers } = senderOf(
      new WaitingList(1),
      async () => {
        sendings++
        return later(90_000)
      },
      { random: () => 0 },
    )
    await sender.send()
    timers.now = 90_000
    await sender.wake()
    expect(sendings).toBe(1)
    timers.now = 91_001
    await sender.wake()
    expect(sendings).toBe(2)
  })

  it('is never at the same second as another that lost the server with it', async () => {
    const waits = [0, 0.25, 0.5, 0.99].map(async (chance) => {
      const { sender, timers } = senderOf(new WaitingList(1), async () => later(), { random: () => chance })
      await sender.send()
      timers.runNext()
      return timers.now
    })
    expect(new Set(await Promise.all(waits)).size).toBe(4)
  })

  it('sends fewer at once when there are too many bytes, and puts aside what is too large by itself', async () => {
    const queue = new WaitingList(10)
    const { sender } = senderOf(queue, async (items) =>
      items.some(({ sequence }) => sequence === 4) ? { kind: 'too_large' } : delivered(items),
    )
    await sender.send()
    expect(queue.items).toEqual([])
    expect(queue.dead).toEqual([{ sequence: 4, problem: 'too_large' }])
  })

  it('leaves the sending to another page that is at it, and looks again later', async () => {
    let isFree = false
    const queue = new WaitingList(3)
    const { sender, timers } = senderOf(queue, async (items) => delivered(items), { isFree: () => isFree })
    await sender.send()
    expect(queue.items).toHaveLength(3)
    isFree = true
    timers.runNext()
    await sender.send()
    expect(queue.items).toEqual([])
  })
})
