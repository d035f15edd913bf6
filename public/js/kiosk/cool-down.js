// Ratings right after another one are kept, and marked: somebody may be playing with the buttons.

const COOL_DOWN_MS = 15_000

/** @param {() => number} now a clock that nobody sets, in ms */
export function createCoolDown(now) {
  let lastRatedAt = Number.NEGATIVE_INFINITY

  return {
    /** @returns {'cool_down' | null} what marks a rating given now */
    flag: () => (now() - lastRatedAt < COOL_DOWN_MS ? 'cool_down' : null),
    /** A rating was kept. The time begins anew with each, so that playing on does not outlast it. */
    begin() {
      lastRatedAt = now()
    },
  }
}
