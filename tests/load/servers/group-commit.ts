import type { BareRow } from './bare-row.ts'

/** Gathers the rows that arrive in one turn of the event loop, or while `commit` runs; resolves once they are stored. */
export function groupCommit(
  commit: (rows: readonly BareRow[]) => Promise<void>,
): (row: BareRow) => Promise<void> {
  let waiting: { row: BareRow; stored: () => void; failed: (error: unknown) => void }[] = []
  let busy = false

  async function drain(): Promise<void> {
    const batch = waiting
    waiting = []
    try {
      await commit(batch.map(({ row }) => row))
      for (const one of batch) one.stored()
    } catch (error) {
      for (const one of batch) one.failed(error)
    }
    if (waiting.length > 0) setImmediate(drain)
    else busy = false
  }

  return (row) =>
    new Promise((stored, failed) => {
      waiting.push({ row, stored, failed })
      if (!busy) setImmediate(drain)
      busy = true
    })
}
