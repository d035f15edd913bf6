import { textTable } from './text-table.ts'

/** One of the figures to reach. `measured` is null where this run did not measure it. */
export interface Goal {
  part: string
  what: string
  atMost?: number
  atLeast?: number
  unit: string
  measured: number | null
}

export function isReached({ atMost, atLeast, measured }: Goal): boolean | null {
  if (measured === null || Number.isNaN(measured)) return null
  return (atMost === undefined || measured <= atMost) && (atLeast === undefined || measured >= atLeast)
}

export function goalTable(goals: readonly Goal[]): string {
  return textTable(
    ['part', 'to reach', 'limit', 'measured', ''],
    goals.map((goal) => [goal.part, goal.what, limit(goal), measured(goal), verdict(goal)]),
  )
}

function limit({ atMost, atLeast, unit }: Goal): string {
  return atMost === undefined ? `≥ ${atLeast} ${unit}` : `≤ ${atMost} ${unit}`
}

function measured({ measured, unit }: Goal): string {
  return measured === null ? '–' : `${Number(measured.toPrecision(3))} ${unit}`
}

function verdict(goal: Goal): string {
  const reached = isReached(goal)
  if (reached === null) return 'not measured'
  return reached ? 'reached' : 'NOT reached'
}
