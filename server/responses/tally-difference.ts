/** A row of a tally that is not what counting anew gives. */
export interface TallyDifference {
  table: 'tally_day' | 'tally_month' | 'touchpoint_hour' | 'dossier_tally'
  /** The row's key, in the order of the table's primary key. */
  row: readonly string[]
  /** The counts in the order of the table's columns, as stored; null when the row is missing. */
  stored: readonly number[] | null
  /** The same, counted anew; null when nothing belongs to the row. */
  counted: readonly number[] | null
}

/** Both by key, its parts joined with TAB. @returns what differs, in the order of the keys. */
export function differencesOf(
  table: TallyDifference['table'],
  stored: ReadonlyMap<string, readonly number[]>,
  counted: ReadonlyMap<string, readonly number[]>,
): TallyDifference[] {
  return [...new Set([...stored.keys(), ...counted.keys()])]
    .filter((key) => String(stored.get(key)) !== String(counted.get(key)))
    .sort()
    .map((key) => ({
      table,
      row: key.split('\t'),
      stored: stored.get(key) ?? null,
      counted: counted.get(key) ?? null,
    }))
}
