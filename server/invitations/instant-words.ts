import type { Instant } from '../../db/schema.ts'

const OFFSET_MS = 7 * 60 * 60 * 1000

/** An instant as people in Vietnam read it: 14:30 24/11/2026. */
export function instantWords(instant: Instant): string {
  const there = new Date(Date.parse(instant) + OFFSET_MS).toISOString()
  return `${there.slice(11, 16)} ${there.slice(0, 10).split('-').reverse().join('/')}`
}
