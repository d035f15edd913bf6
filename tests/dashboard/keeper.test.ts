import { describe, expect, it } from 'vitest'
import { keeper } from '../../server/dashboard/keeper.ts'

function setUp(most = 10) {
  let now = 0
  let loads = 0
  const keep = keeper({ keptMs: 1000, most, monotonicMs: () => now })
  return {
    load: (key: string, forMs?: number) => keep(key, async () => ++loads, forMs),
    fail: (key: string) => keep(key, () => Promise.reject(new Error('no database'))),
    pass: (ms: number) => {
      now += ms
    },
  }
}

describe('What is kept', () => {
  it('is loaded once in its time, also when two ask at once', async () => {
    const { load, pass } = setUp()
    expect(await Promise.all([load('a'), load('a')])).toEqual([1, 1])
    pass(999)
    expect(await load('a')).toBe(1)
    pass(1)
    expect(await load('a')).toBe(2)
  })

  it('is told apart by its key', async () => {
    const { load } = setUp()
    expect([await load('a'), await load('b'), await load('a')]).toEqual([1, 2, 1])
  })

  it('is loaded again sooner where that is said', async () => {
    const { load, pass } = setUp()
    expect(await load('a', 10)).toBe(1)
    pass(9)
    expect(await load('a', 10)).toBe(1)
    pass(1)
    expect(await load('a', 10)).toBe(2)
  })

  it('is never a failure', async () => {
    const { load, fail } = setUp()
    await expect(fail('a')).rejects.toThrow('no database')
    expect(await load('a')).toBe(1)
  })

  it('is not more than fits', async () => {
    const { load } = setUp(2)
    await load('a')
    await load('b')
    await load('c')
    expect([await load('b'), await load('c'), await load('a')]).toEqual([2, 3, 4])
  })
})
