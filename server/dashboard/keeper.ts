/** Loads something, or gives what was loaded under that key a short while ago; at most `forMs` ago where that is said. */
export type Keep = <T>(key: string, load: () => Promise<T>, forMs?: number) => Promise<T>

/** Keeps the latest `most` things for `keptMs` each, unless it is said for how long; what failed to load is not kept. */
export function keeper({
  keptMs,
  most,
  monotonicMs = () => performance.now(),
}: {
  keptMs: number
  most: number
  monotonicMs?: () => number
}): Keep {
  const kept = new Map<string, { value: Promise<unknown>; until: number }>()
  return <T>(key: string, load: () => Promise<T>, forMs = keptMs): Promise<T> => {
    const known = kept.get(key)
    if (known && monotonicMs() < known.until) return known.value as Promise<T>
    const value = load()
    value.catch(() => kept.delete(key))
    kept.delete(key)
    kept.set(key, { value, until: monotonicMs() + forMs })
    const oldest = kept.keys().next().value
    if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
