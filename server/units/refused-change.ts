import type { ChangeProblem } from './change-problems.ts'
import type { OpenTouchpoint } from './open-touchpoints.queries.ts'

/** A change that cannot be, with everything that is in its way. */
export class RefusedChange extends Error {
  readonly problems: readonly ChangeProblem[]
  readonly touchpoints: readonly OpenTouchpoint[]

  constructor(problems: readonly ChangeProblem[], touchpoints: readonly OpenTouchpoint[] = []) {
    super(
      [
        ...problems.map(({ key, unitId }) => `${key}: ${unitId}`),
        ...touchpoints.map(({ code }) => code),
      ].join(', '),
    )
    this.problems = problems
    this.touchpoints = touchpoints
  }
}

/** A unit whose creation cannot be undone any more: something was done there. */
export class UnitInUse extends Error {}
