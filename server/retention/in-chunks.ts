import { setImmediate as otherWork } from 'node:timers/promises'

/** Rows of one transaction: on SQLite a rating waits for one such chunk at most. */
export const CHUNK = 500

/** How many rows went, chunk by chunk. */
export type Deleting = AsyncGenerator<number, void, void>

/** Repeats `deleteSome`, each a transaction of its own, until it finds nothing more. */
export async function* inChunks(deleteSome: () => Promise<number>): Deleting {
  for (;;) {
    const deleted = await deleteSome()
    if (deleted === 0) return
    yield deleted
    await otherWork()
  }
}
