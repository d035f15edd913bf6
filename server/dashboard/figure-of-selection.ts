import type { Figure } from '../statistics/figure.ts'
import { periodKey } from '../statistics/reporting-period.ts'
import type { Material } from './material.ts'
import { selectionOf } from './question.ts'

/** The figure that the whole page is about. Where it is hidden, so is everything that it is made of. */
export function figureOfSelection({ question, cube, hiddenPeriods }: Material): Figure {
  const figure = cube.figure(selectionOf(question))
  const isHidden = hiddenPeriods.has(periodKey(question.period))
  return isHidden && figure.state === 'measured' ? { state: 'suppressed' } : figure
}
