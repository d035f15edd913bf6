/** A value that a deed changed; '' where there was none or is none. */
export interface ChangedValue {
  name: string
  before: string
  after: string
}

/** What differs between the two states of an entry, each JSON or null. */
export function changedValues(entry: { before: string | null; after: string | null }): ChangedValue[] {
  const [before, after] = [stateOf(entry.before), stateOf(entry.after)]
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((name) => ({ name, before: shown(before[name]), after: shown(after[name]) }))
    .filter(({ before, after }) => before !== after)
}

function stateOf(json: string | null): Record<string, unknown> {
  return json === null ? {} : JSON.parse(json)
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
