import type { MeasuredFigure } from '../statistics/figure.ts'

/**
 * «… of 100 people», rounded, but never across what was promised (percent), never all for almost all, and never nobody
 * for a few.
 */
export function perHundred({ satisfied, answered }: MeasuredFigure, promised: number | null): number {
  const rounded = Math.floor((200 * satisfied + answered) / (2 * answered))
  const limits = promised === null ? [100] : [promised, 100]
  if (limits.some((limit) => 100 * satisfied < limit * answered && rounded >= limit))
    return Math.floor((100 * satisfied) / answered)
  return rounded === 0 && satisfied > 0 ? 1 : rounded
}
