import { firstOfMonth, monthIndex } from '../statistics/civil-date.ts'
import {
  type CalendarKind,
  type Period,
  periodContaining,
  periodKey,
} from '../statistics/reporting-period.ts'
import { suppress } from '../statistics/suppression.ts'
import { answered, type Tally } from '../statistics/tally.ts'

/** What a longer period is broken down into. */
const PARTS: Partial<Record<CalendarKind, CalendarKind>> = { year: 'half', half: 'quarter', quarter: 'month' }

/**
 * The keys of the halves, quarters and months of the given years that must not be shown of one selection: small ones,
 * and those without which a small one could be computed from the period that holds it. `monthly` has every month of the
 * years that has answers.
 */
export function hiddenPeriods(
  monthly: ReadonlyMap<string, Tally>,
  years: readonly number[],
  minimumCell: number,
): Set<string> {
  const hidden = new Set<string>()
  for (const year of years) hideParts(periodContaining(`${year}-01-01`, 'year'), false)
  return hidden

  function hideParts(whole: Period, isHidden: boolean): void {
    const kind = whole.kind === 'custom' ? undefined : PARTS[whole.kind]
    if (kind === undefined) return
    const parts = partsOf(whole, kind)
    const { cells } = suppress(parts.map(countOf), minimumCell)
    parts.forEach((part, at) => {
      const hide = isHidden || cells[at] === true
      if (hide && countOf(part) > 0) hidden.add(periodKey(part))
      hideParts(part, hide)
    })
  }

  function countOf({ from, until }: Period): number {
    let count = 0
    for (const [month, tally] of monthly)
      if (month >= from.slice(0, 7) && month < until.slice(0, 7)) count += answered(tally)
    return count
  }
}

function partsOf(whole: Period, kind: CalendarKind): Period[] {
  const parts: Period[] = []
  for (let from = whole.from; from < whole.until; from = parts.at(-1)?.until ?? whole.until)
    parts.push(periodContaining(from, kind))
  return parts
}

/** `YYYY-MM` from January on. */
export function monthsOfYear(year: number): string[] {
  const january = monthIndex(`${year}-01`)
  return Array.from({ length: 12 }, (_, at) => firstOfMonth(january + at).slice(0, 7))
}
