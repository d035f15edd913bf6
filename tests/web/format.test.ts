import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { parsePeriod } from '../../server/statistics/reporting-period.ts'
import { reachesThreshold } from '../../server/statistics/threshold.ts'
import { exactPercent } from '../../server/web/exact-percent.ts'
import { type Format, formatFor } from '../../server/web/format.ts'
import { loadTranslations } from '../../server/web/i18n.ts'

let vi: Format
let en: Format
beforeAll(async () => {
  const translations = await loadTranslations()
  vi = formatFor('vi', translations.vi)
  en = formatFor('en', translations.en)
})

describe('A percentage', () => {
  it.each([
    [8266, 10_000, null, '82.66'],
    [1, 3, null, '33.33'],
    [2, 3, null, '66.67'],
    [0, 30, null, '0.00'],
    [30, 30, null, '100.00'],
    // Exactly half of the last digit goes up, which a binary fraction of 0.125 % would not always do.
    [1, 800, null, '0.13'],
    [1799, 2000, 90, '89.95'],
  ])('of %i of %i against %s is %s', (satisfied, answered, threshold, printed) => {
    expect(exactPercent(satisfied, answered, threshold)).toBe(printed)
  })

  it('shows as many decimals as it needs not to contradict its verdict', () => {
    expect(exactPercent(89_996, 100_000, 90)).toBe('89.996')
    expect(exactPercent(8_999_999, 10_000_000, 90)).toBe('89.99999')
    expect(exactPercent(17_999, 20_000, 90)).toBe('89.995')
    expect(exactPercent(89_996, 100_000, null)).toBe('90.00')
  })

  it('is not all where one was not satisfied, nor nothing where one was', () => {
    expect(exactPercent(99_999, 100_000, null)).toBe('99.999')
    expect(exactPercent(1, 100_000, null)).toBe('0.001')
  })

  it('never stands on the other side of the threshold than the people do', () => {
    const threshold = fc.integer({ min: 1, max: 10_000 }).map((hundredths) => hundredths / 100)
    const people = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((answered) =>
        fc.record({ answered: fc.constant(answered), satisfied: fc.nat({ max: answered }) }),
      )
    fc.assert(
      fc.property(people, threshold, ({ satisfied, answered }, percent) => {
        const printed = Number(exactPercent(satisfied, answered, percent))
        expect(printed >= percent).toBe(reachesThreshold(satisfied, answered, percent))
      }),
    )
  })
})

describe('Numbers and dates', () => {
  it('are written the Vietnamese way', () => {
    expect(vi.share({ satisfied: 8266, answered: 10_000 })).toBe('82,66%')
    expect(vi.count(36_525)).toBe('36.525')
    expect(vi.interval({ lower: 0.8193, upper: 0.834 })).toBe('81,9–83,4')
    expect(vi.percent(85.5)).toBe('85,5%')
    expect(vi.points(1.249)).toBe('+1,25 điểm %')
    expect(vi.points(-0.4)).toBe('−0,40 điểm %')
    expect(vi.date('2022-11-04')).toBe('04/11/2022')
    expect(vi.month('2026-07')).toBe('07/2026')
  })

  it('are written the English way', () => {
    expect(en.share({ satisfied: 8266, answered: 10_000 })).toBe('82.66%')
    expect(en.count(36_525)).toBe('36,525')
    expect(en.date('2022-11-04')).toBe('04/11/2022')
  })

  it.each([
    ['2026-07', 'Tháng 7/2026'],
    ['2026-Q1', 'Quý I/2026'],
    ['2026-Q4', 'Quý IV/2026'],
    ['2026-H1', '6 tháng đầu năm 2026'],
    ['2026-H2', '6 tháng cuối năm 2026'],
    ['2026', 'Năm 2026'],
    ['2026-07-05..2026-08-01', '05/07/2026–01/08/2026'],
    ['2026-07-05..2026-07-05', '05/07/2026'],
  ])('name the period %s «%s»', (key, name) => {
    const period = parsePeriod(key)
    expect(period && vi.period(period)).toBe(name)
  })
})
