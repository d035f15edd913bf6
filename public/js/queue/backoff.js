// How long a sender waits before it tries again.

const FIRST_MS = 2000
const LONGEST_MS = 5 * 60_000

/**
 * Doubles with each failure up to five minutes, and never the same for two senders: those that lost a server together
 * must not all come back at once.
 * @param {number} failures in a row, at least 1
 * @param {number} chance 0..1
 * @param {number | null} askedMs what the server asked for: never less
 */
export function waitMs(failures, chance, askedMs) {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return Math.round((longest * (1 + chance)) / 2 + (askedMs ?? 0))
}
