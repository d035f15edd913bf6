/** Three numbers that cut a sorted list into quarters: a quarter of the values is at or below the first, and so on. */
export interface Quartiles {
  lower: number
  median: number
  upper: number
}

/** By linear interpolation between neighbours (type 7 of Hyndman and Fan). Throws RangeError for an empty list. */
export function quartiles(values: readonly number[]): Quartiles {
  if (values.length === 0) throw new RangeError('nothing has no quartiles')
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share
    const below = sorted[Math.floor(place)] ?? 0
    const above = sorted[Math.ceil(place)] ?? 0
    return below + (above - below) * (place - Math.floor(place))
  }
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) }
}
