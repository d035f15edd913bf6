import { isDataError, isSqlite } from '../../db/portable.ts'
import type { Db } from '../../db/schema.ts'
import { HttpError } from '../web/http-error.ts'
import { recordResponses } from './record-responses.ts'
import type { Outcome, Submission } from './submission.ts'

const MOST_WAITING = 10_000
const MOST_IN_BATCH = 512

const RETRY_AFTER_SECONDS = 2

/** No response can be taken now: the sender keeps it and comes again. */
export class IntakeBusy extends HttpError {
  /** intake_full: too many are waiting, or the program is closing. unavailable: the database is locked, full or unreachable. */
  constructor(code: 'intake_full' | 'unavailable', cause: unknown) {
    super(503, code, { retryAfterSeconds: RETRY_AFTER_SECONDS, cause })
  }
}

interface Waiting {
  submission: Submission
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

export interface Intake {
  /** Resolves once the response is durable. @throws {IntakeBusy}, or what is wrong with this one */
  submit(submission: Submission): Promise<Outcome>
  /** Takes no more, and resolves when all that waited is answered. */
  close(): Promise<void>
}

/**
 * Group commit: whatever arrives while one transaction is being written goes together into the next, so an idle
 * intake commits at once and a busy one pays for one flush to disk per batch instead of one per response.
 */
export function createIntake(
  db: Db,
  {
    mostWaiting = MOST_WAITING,
    mostInBatch = MOST_IN_BATCH,
    // PostgreSQL works on one batch while the answers of another are written; SQLite has one writer.
    mostAtOnce = isSqlite(db) ? 1 : 2,
  }: { mostWaiting?: number; mostInBatch?: number; mostAtOnce?: number } = {},
): Intake {
  let waiting: Waiting[] = []
  const draining = new Set<Promise<void>>()
  /** Several came at once last time. */
  let isBusy = false
  let hasWrittenThisTurn = false
  let closed = false

  function submit(submission: Submission): Promise<Outcome> {
    if (closed) return Promise.reject(new IntakeBusy('intake_full', new Error('the intake is closing')))
    if (waiting.length >= mostWaiting)
      return Promise.reject(new IntakeBusy('intake_full', new Error(`${mostWaiting} responses are waiting`)))
    return new Promise((resolve, reject) => {
      waiting.push({ submission, resolve, reject })
      if (draining.size < mostAtOnce) startDraining()
    })
  }

  function startDraining(): void {
    const drained: Promise<void> = drain().finally(() => {
      draining.delete(drained)
      // Whoever came after the last look at the queue, and before this, found it still being drained.
      if (waiting.length > 0) startDraining()
    })
    draining.add(drained)
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // Somebody who is alone does not wait. Otherwise every request that has already arrived joins this batch.
      if (isBusy || hasWrittenThisTurn) await endOfTurn()
      const batch = waiting.slice(0, mostInBatch)
      waiting = waiting.slice(mostInBatch)
      if (batch.length === 0) continue
      isBusy = batch.length > 1
      hasWrittenThisTurn = true
      void endOfTurn().then(() => {
        hasWrittenThisTurn = false
      })
      await record(batch)
    }
  }

  function endOfTurn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  async function record(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await recordResponses(
        db,
        batch.map((one) => one.submission),
      )
      batch.forEach((one, index) => {
        one.resolve(outcomes[index] as Outcome)
      })
    } catch (error) {
      await recordAfterFailure(batch, error)
    }
  }

  /** One submission that the database refuses must not take the others of its batch with it. */
  async function recordAfterFailure(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (!isDataError(error)) {
      for (const one of batch) one.reject(new IntakeBusy('unavailable', error))
    } else if (batch.length === 1) {
      batch[0]?.reject(error)
    } else {
      const half = Math.ceil(batch.length / 2)
      await record(batch.slice(0, half))
      await record(batch.slice(half))
    }
  }

  return {
    submit,
    async close() {
      closed = true
      while (draining.size > 0) await Promise.all(draining)
    },
  }
}
