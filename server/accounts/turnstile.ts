/** Lets so many in at once; the others wait their turn. Past `waiting`, what `full` makes is thrown. */
export function turnstile({ atOnce, waiting, full }: { atOnce: number; waiting: number; full(): Error }) {
  let inside = 0
  const queue: (() => void)[] = []
  return async <T>(act: () => Promise<T>): Promise<T> => {
    if (inside >= atOnce) {
      if (queue.length >= waiting) throw full()
      await new Promise<void>((resolve) => queue.push(resolve))
    } else inside++
    try {
      return await act()
    } finally {
      // Whoever waits takes over the place, so that nobody slips in between.
      const next = queue.shift()
      if (next) next()
      else inside--
    }
  }
}
