import type { FieldError } from '../web/http-error.ts'
import type { ChangeProblem } from './change-problems.ts'
import { nameOn, problemWords, type Words } from './change-words.ts'
import type { RefusedChange } from './refused-change.ts'
import type { ChangeForm } from './unit-change.input.ts'
import type { UnitLives } from './unit-life.ts'

const ABOUT_THE_DAY: readonly ChangeProblem['key'][] = [
  'not_yet',
  'first_day',
  'ended',
  'ends_twice',
  'twice_a_day',
  'successor_missing',
]

/** Everything that is in a change's way, in words. */
export function refusalMessages(refused: RefusedChange, lives: UnitLives, words: Words): string[] {
  return [
    ...refused.problems.map((problem) => problemWords(problem, lives, words)),
    ...touchpointMessages(refused, lives, words),
  ]
}

/** The same beside the fields of a form. */
export function refusalErrors(
  refused: RefusedChange,
  form: ChangeForm,
  { lives, words }: { lives: UnitLives; words: Words },
): FieldError[] {
  const subject = form === 'create' ? 'name' : form === 'merge' ? 'from1' : 'unit'
  const hasParent = form === 'create' || form === 'move'
  const fieldOf = ({ key }: ChangeProblem) => {
    if (ABOUT_THE_DAY.includes(key)) return 'effectiveOn'
    if (key === 'shares') return 'share1'
    return hasParent && (key === 'parent_missing' || key === 'below_itself') ? 'parent' : subject
  }
  return [
    ...refused.problems.map((problem) => ({
      field: fieldOf(problem),
      message: problemWords(problem, lives, words),
    })),
    ...touchpointMessages(refused, lives, words).map((message) => ({ field: subject, message })),
  ]
}

function touchpointMessages({ touchpoints }: RefusedChange, lives: UnitLives, { t }: Words): string[] {
  return [...Map.groupBy(touchpoints, ({ unitId }) => unitId)].map(([unitId, open]) =>
    t('units:problem.open_touchpoints', {
      unit: nameOn(lives, unitId, '9999-12-31'),
      codes: open.map(({ code }) => code).join(', '),
    }),
  )
}
