import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Databases } from '../../db/connect.ts'
import { fillOnce } from '../../server/simulation/fill-once.ts'
import { simulate } from '../../server/simulation/simulate.ts'
import { databases, openDatabase } from '../support/databases.ts'

const on = (day: string) => () => new Date(`${day}T03:00:00Z`)
const silently = () => undefined
const powerCut = () => {
  throw new Error('power cut')
}
/** More than are recorded at once. */
const RESPONSES = 21_000

describe.each(databases)('A simulated province to be tried at once, on $name', ({ dialect }) => {
  let db: Databases
  let remove: () => Promise<void>
  beforeEach(async () => {
    const opened = await openDatabase(dialect)
    db = opened.databases
    remove = opened.remove
  })
  afterEach(() => remove())

  const filled = () =>
    db.read
      .selectFrom('response')
      .select((eb) => [
        eb.fn.countAll().as('responses'),
        eb.fn.min('responded_on').as('first'),
        eb.fn.max('responded_on').as('last'),
      ])
      .executeTakeFirstOrThrow()

  const YEARS = { responses: RESPONSES, first: '2024-11-01', last: '2026-11-23' }

  it('is filled with two years up to yesterday, and stays as it is at every later start', async () => {
    await fillOnce(db, on('2026-11-24'), silently, RESPONSES)
    expect(await filled()).toEqual(YEARS)
    await fillOnce(db, on('2026-12-24'), powerCut)
    expect(await filled()).toEqual(YEARS)
  })

  it('is filled to the end at the next start when it was interrupted', async () => {
    const interrupted = fillOnce(db, on('2026-11-24'), powerCut, RESPONSES)
    await expect(interrupted).rejects.toThrow('power cut')
    expect((await filled()).responses).toBeLessThan(RESPONSES)
    await fillOnce(db, on('2026-12-24'), silently, RESPONSES)
    expect(await filled()).toEqual(YEARS)
  })

  it('is left alone when the operator has simulated one', async () => {
    const clock = on('2026-11-24')
    await simulate(db, { responses: 10, from: '2026-03-02', until: '2026-03-03', seed: 1, clock })
    await fillOnce(db, clock, powerCut)
    expect((await filled()).responses).toBe(10)
  })
})
