import type { Db } from '../../db/schema.ts'
import { type Failures, FORGOTTEN_MS, signInDelayMs } from './sign-in-delay.ts'

/**
 * Counts a try as failed before it is looked at, so that many at once are no more than one.
 * @returns how long to wait instead, in milliseconds; 0 when the try may be made.
 */
export async function countSignIn(db: Db, key: string, now: Date): Promise<number> {
  const known = await failuresOf(db, key)
  const wait = known ? signInDelayMs(known, now) : 0
  if (wait > 0) return wait
  return (await (known ? countAgain(db, key, known, now) : countFirst(db, key, now)))
    ? 0
    : signInDelayMs({ failures: 1, lastFailedAt: now.toISOString() }, now)
}

/** The try was right: nothing is held against the account or the device any more. */
export async function forgetFailures(db: Db, key: string, now: Date): Promise<void> {
  const forgotten = new Date(now.getTime() - FORGOTTEN_MS).toISOString()
  await db
    .deleteFrom('sign_in_failure')
    .where((eb) => eb.or([eb('key', '=', key), eb('last_failed_at', '<', forgotten)]))
    .execute()
}

function failuresOf(db: Db, key: string): Promise<Failures | undefined> {
  return db
    .selectFrom('sign_in_failure')
    .select(['failures', 'last_failed_at as lastFailedAt'])
    .where('key', '=', key)
    .executeTakeFirst()
}

/** @returns whether nobody else was faster. */
async function countFirst(db: Db, key: string, now: Date): Promise<boolean> {
  const rows = await db
    .insertInto('sign_in_failure')
    .values({ key, failures: 1, last_failed_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .execute()
  return rows.length === 1
}

async function countAgain(db: Db, key: string, known: Failures, now: Date): Promise<boolean> {
  const isForgotten = now.getTime() - Date.parse(known.lastFailedAt) >= FORGOTTEN_MS
  const rows = await db
    .updateTable('sign_in_failure')
    .set({ failures: isForgotten ? 1 : known.failures + 1, last_failed_at: now.toISOString() })
    .where('key', '=', key)
    .where('failures', '=', known.failures)
    .where('last_failed_at', '=', known.lastFailedAt)
    .returning('key')
    .execute()
  return rows.length === 1
}
