import type { Material } from '../dashboard/material.ts'
import type { SatisfactionCube, Selection } from '../dashboard/satisfaction-cube.ts'
import { isSmall } from '../statistics/suppression.ts'
import { answered } from '../statistics/tally.ts'

/**
 * The week as it may stand beside the quarter so far. All three end or meet on the same days, so that two of them tell
 * what lies between: three people of the first of October, on the eighth. Where that is few, the week is hidden, or the
 * week before.
 */
export function besideQuarter(week: Material, quarter: Material): Material {
  const { minimumCell } = week.rules
  const countIn = (cube: SatisfactionCube, selection: Selection): number | null => {
    const tally = cube.tally(selection)
    return tally === null ? null : answered(tally)
  }
  const isFew = (gap: number) => isSmall(Math.abs(gap), minimumCell)

  function tellsOfWeek(selection: Selection): boolean {
    const [ofWeek, all] = [countIn(week.cube, selection), countIn(quarter.cube, selection)]
    return ofWeek !== null && all !== null && isFew(all - ofWeek)
  }

  function tellsOfBefore(selection: Selection): boolean {
    const [before, all] = [countIn(week.previous, selection), countIn(quarter.cube, selection)]
    if (before === null || before === 0 || all === null) return false
    const ofWeek = countIn(week.cube, selection)
    return isFew(all - before) || (ofWeek !== null && isFew(all - ofWeek - before))
  }

  const relatives = (selection: Selection) => withRelatives(selection, week)
  return {
    ...week,
    cube: hiding(week.cube, (selection) => relatives(selection).some(tellsOfWeek)),
    previous: hiding(week.previous, (selection) => relatives(selection).some(tellsOfBefore)),
  }
}

function hiding(cube: SatisfactionCube, isHidden: (selection: Selection) => boolean): SatisfactionCube {
  return {
    ...cube,
    tally: (selection) => (isHidden(selection) ? null : cube.tally(selection)),
    figure: (selection) => (isHidden(selection) ? { state: 'suppressed' } : cube.figure(selection)),
  }
}

/** A target's fields and their sum are hidden together: one of them would follow from the others. */
function withRelatives(selection: Selection, { catalogue }: Material): Selection[] {
  const own = selection.fieldIds
  if (own === null) return [selection]
  const relatives = catalogue.indicators.flatMap(({ fieldIds }) =>
    fieldIds !== null && own.every((id) => fieldIds.includes(id))
      ? [fieldIds, ...fieldIds.map((id) => [id])]
      : [],
  )
  return [own, ...relatives].map((fieldIds) => ({ ...selection, fieldIds }))
}
