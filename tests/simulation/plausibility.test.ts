import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulate } from '../../server/simulation/simulate.ts'
import { openDatabase } from '../support/databases.ts'

interface Rated {
  field: string
  day: string
  unit: string
  overall: number
  answers: Record<string, number | null>
  comment: string | null
}

const satisfiedShare = (rated: readonly Rated[]) =>
  rated.filter(({ overall }) => overall >= 4).length / rated.length

describe('Simulated responses look like a province', () => {
  let all: Rated[]
  let remove: () => Promise<void>
  beforeAll(async () => {
    const opened = await openDatabase('sqlite')
    remove = opened.remove
    const clock = () => new Date('2026-11-24T02:00:00Z')
    await simulate(opened.databases, {
      responses: 40_000,
      from: '2024-07-01',
      until: '2026-07-01',
      seed: 1,
      clock,
    })
    const rows = await opened.databases.read.selectFrom('response').selectAll().execute()
    all = rows.map((row) => ({
      field: row.procedure_field_id,
      day: row.responded_on,
      unit: row.unit_id,
      overall: row.overall,
      answers: JSON.parse(row.answers),
      comment: row.comment,
    }))
  })
  afterAll(() => remove())

  const between = (field: string, from: string, until: string) =>
    satisfiedShare(all.filter((one) => one.field === field && one.day >= from && one.day < until))

  it('satisfaction with land starts low and improves', () => {
    expect(between('land', '2026-01-01', '2026-07-01')).toBeGreaterThan(
      between('land', '2024-07-01', '2025-01-01') + 0.02,
    )
  })

  it('satisfaction with health dips in the middle', () => {
    const middle = between('health', '2025-05-01', '2025-09-01')
    expect(middle).toBeLessThan(between('health', '2024-07-01', '2024-10-01') - 0.05)
    expect(middle).toBeLessThan(between('health', '2026-04-01', '2026-07-01') - 0.05)
  })

  it('units differ more than chance alone lets them', () => {
    const busy = [...Map.groupBy(all, (one) => one.unit).values()].filter((ofUnit) => ofUnit.length >= 500)
    const mean = satisfiedShare(busy.flat())
    const spread = busy.map(
      (ofUnit) => (satisfiedShare(ofUnit) - mean) ** 2 / ((mean * (1 - mean)) / ofUnit.length),
    )
    expect(spread.reduce((a, b) => a + b) / busy.length).toBeGreaterThan(2)
  })

  it('who is satisfied overall is mostly satisfied with the staff', () => {
    const rated = all.filter((one) => typeof one.answers['staff'] === 'number')
    const content = (satisfied: boolean) => {
      const those = rated.filter((one) => one.overall >= 4 === satisfied)
      return those.filter((one) => Number(one.answers['staff']) >= 4).length / those.length
    }
    expect(content(true)).toBeGreaterThan(content(false) + 0.4)
  })

  it('some answer only the overall rating, and many have no opinion on how feedback is handled', () => {
    const share = (is: (one: Rated) => boolean) => all.filter(is).length / all.length
    expect(share((one) => Object.keys(one.answers).length === 0)).toBeCloseTo(0.17, 1)
    expect(share((one) => one.answers['feedback'] === null)).toBeGreaterThan(0.2)
  })

  it('about 8 % write something, in different words', () => {
    const comments = all.flatMap(({ comment }) => comment ?? [])
    expect(comments.length / all.length).toBeGreaterThan(0.06)
    expect(comments.length / all.length).toBeLessThan(0.1)
    expect(new Set(comments).size).toBeGreaterThan(100)
  })
})
