import { figureOfSelection } from '../dashboard/figure-of-selection.ts'
import type { TargetRow } from '../dashboard/figure-row.ts'
import type { Material } from '../dashboard/material.ts'
import type { Names } from '../dashboard/names.ts'
import { targetRows } from '../dashboard/target-rows.ts'
import type { Translate } from '../web/i18n.ts'

/** The lines of the resolution's targets, each with the page of the dashboard that it comes from. */
export function thresholdRows(material: Material, names: Names, t: Translate): TargetRow[] {
  // Where the whole is hidden, so is everything that it is made of, there as here.
  const isHidden = figureOfSelection(material).state === 'suppressed'
  return targetRows(material, names)
    .map((row) => (row.isPart ? row : { ...row, name: shortName(row, t) }))
    .map((row) =>
      isHidden
        ? { ...row, figure: { state: 'suppressed' }, judgement: null, served: null, question: null }
        : { ...row, question: row.figure.state === 'measured' ? (row.question ?? material.question) : null },
    )
}

/** The resolution's own sentences take three lines each; the dashboard has them. */
function shortName({ indicatorId, name }: TargetRow, t: Translate): string {
  return t(`overview:indicator.${indicatorId}`, { defaultValue: name })
}
