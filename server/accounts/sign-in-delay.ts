const FIRST_MS = 1000
/** 1024 s after eleven failures: fewer than a hundred tries a day. */
const MOST_DOUBLINGS = 10
/** Failures that are older than this are forgotten. */
export const FORGOTTEN_MS = 24 * 60 * 60 * 1000

export interface Failures {
  failures: number
  lastFailedAt: string
}

/** How long to wait before the next try, in milliseconds; 0 when it may be made. Doubles with every failure, from 1 s. */
export function signInDelayMs({ failures, lastFailedAt }: Failures, now: Date): number {
  const since = now.getTime() - Date.parse(lastFailedAt)
  // A clock that was set back must not make anybody wait longer than ever.
  if (since >= FORGOTTEN_MS || since < 0) return 0
  return Math.max(0, FIRST_MS * 2 ** Math.min(failures - 1, MOST_DOUBLINGS) - since)
}
