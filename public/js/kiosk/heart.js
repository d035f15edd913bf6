// Beats once a minute, and soon after something that somebody should hear of.

const EVERY_MS = 60_000
const JITTER_MS = 10_000
const SOON_MS = 1000

/**
 * @param {() => Promise<void>} beat
 * @param {() => number} random
 */
export function createHeart(beat, random) {
  let timer = 0
  /** @type {Promise<void> | null} */
  let beating = null

  return {
    now,
    soon: () => next(SOON_MS),
  }

  function now() {
    beating ??= beat().finally(() => {
      beating = null
      // Not all kiosks at the same second.
      next(EVERY_MS + (random() * 2 - 1) * JITTER_MS)
    })
    return beating
  }

  /** @param {number} ms */
  function next(ms) {
    clearTimeout(timer)
    timer = setTimeout(() => void now(), ms)
  }
}
