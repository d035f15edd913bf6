import { describe, expect, test } from 'vitest'
import { MINIMUM_CELL, suppress as suppressUnder } from '../../server/statistics/suppression.ts'

const suppress = (counts: readonly number[]) => suppressUnder(counts, MINIMUM_CELL)

describe('A family of counts with a known total', () => {
  test('hides counts of 1 to 9 and neither 0 nor 10', () => {
    expect(suppress([0, 1, 9, 10, 54])).toEqual({ cells: [false, true, true, false, false], total: false })
  })

  test('hides up to the number that the province has chosen', () => {
    expect(suppressUnder([0, 24, 25, 300], 25)).toEqual({ cells: [false, true, true, false], total: false })
    expect(suppressUnder([25, 26], 25)).toEqual({ cells: [false, false], total: false })
    expect(suppressUnder([12, 12], 25)).toEqual({ cells: [true, true], total: true })
  })

  test('hides nothing where every count is 0 or 10 and more', () => {
    expect(suppress([0, 10, 250])).toEqual({ cells: [false, false, false], total: false })
    expect(suppress([0, 0])).toEqual({ cells: [false, false], total: false })
    expect(suppress([])).toEqual({ cells: [], total: false })
  })

  test('hides the next smallest with a single small one, which the total would otherwise tell: 54 − 50 = 4', () => {
    expect(suppress([4, 20, 30])).toEqual({ cells: [true, true, false], total: false })
    expect(suppress([0, 300, 4, 25])).toEqual({ cells: [false, false, true, true], total: false })
  })

  test('hides the next smallest where the hidden ones are fewer than 10 together', () => {
    expect(suppress([4, 5, 20, 30])).toEqual({ cells: [true, true, true, false], total: false })
    expect(suppress([4, 6, 20, 30])).toEqual({ cells: [true, true, false, false], total: false })
  })

  test('hides the next smallest where barely one respondent can be in each hidden count', () => {
    expect(suppress([...Array(12).fill(1), 40, 50]).cells.at(-2)).toBe(true)
  })

  test('hides the next smallest where «under 10» would tell 9 each', () => {
    expect(suppress([9, 9, 9, 40, 50])).toEqual({ cells: [true, true, true, true, false], total: false })
  })

  test('hides counts of the same size together, since the choice between them would tell it', () => {
    expect(suppress([11, 9, 11, 40])).toEqual({ cells: [true, true, true, false], total: false })
  })

  test('says that the total must not be known where nothing else can be hidden', () => {
    expect(suppress([4])).toEqual({ cells: [true], total: true })
    expect(suppress([4, 0, 0])).toEqual({ cells: [true, false, false], total: true })
    expect(suppress([3, 4])).toEqual({ cells: [true, true], total: true })
    expect(suppress(Array(12).fill(1))).toEqual({ cells: Array(12).fill(true), total: true })
    expect(suppress([5, 6])).toEqual({ cells: [true, true], total: false })
  })

  test('leaves every hidden count at least two values, for a reader who knows how it was hidden', () => {
    expect(countsToldBy(3, 36, 13)).toEqual([])
    expect(countsToldBy(4, 24, 7)).toEqual([])
  })
})

/**
 * Tries all families of `length` counts up to `max`, groups those that look the same once suppressed, and returns
 * what can be seen wherever a hidden count is the same (and at most `upTo`, as larger ones need larger families to
 * compare with) in the whole group.
 */
function countsToldBy(length: number, max: number, upTo: number): string[] {
  const groups = new Map<string, number[][]>()
  for (const counts of families(length, max)) {
    const { cells, total } = suppress(counts)
    const seen = counts.map((count, at) => (cells[at] ? '–' : count))
    const sum = counts.reduce((a, b) => a + b, 0)
    const key = `${seen.join(' ')} | ${total ? '–' : sum}`
    if (key.includes('–')) groups.set(key, [...(groups.get(key) ?? []), counts])
  }
  return [...groups].flatMap(([key, alike]) => {
    const hidden = key.split(' ').flatMap((seen, at) => (seen === '–' && at < length ? [at] : []))
    const told = hidden.filter((at) => {
      const first = alike[0]?.[at] ?? 0
      return first <= upTo && alike.every((counts) => counts[at] === first)
    })
    return told.length > 0 ? [key] : []
  })
}

function* families(length: number, max: number): Generator<number[]> {
  if (length === 0) yield []
  else
    for (const rest of families(length - 1, max))
      for (let count = 0; count <= max; count++) yield [count, ...rest]
}

test('The smallest count that is shown is 10', () => {
  expect(MINIMUM_CELL).toBe(10)
})
