import { isUnavailable } from '../db/portable.ts'
import type { Clock } from './clock.ts'

/** How long another process's change may stay unseen. */
const REMEMBERED_MS = 2000

/**
 * Remembers what `load` found for some seconds. What it did not find is not remembered: guesses must not fill
 * the memory. While `load` fails, what was known goes on being known: a rating must not fail for want of its form.
 */
export function remembered<T>(
  load: (key: string) => Promise<T | undefined>,
  clock: Clock,
): (key: string) => Promise<T | undefined> {
  const known = new Map<string, { value: T; until: number }>()
  return async (key) => {
    const now = clock().getTime()
    const entry = known.get(key)
    if (entry && now < entry.until) return entry.value
    const value = await load(key).catch((error: unknown) => {
      if (entry && isUnavailable(error)) return entry.value
      throw error
    })
    if (value === undefined) known.delete(key)
    else known.set(key, { value, until: now + REMEMBERED_MS })
    return value
  }
}
