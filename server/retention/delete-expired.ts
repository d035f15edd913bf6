import type { Databases } from '../../db/connect.ts'
import type { CivilDate, Db } from '../../db/schema.ts'
import { FORGOTTEN_MS } from '../accounts/sign-in-delay.ts'
import { OPERATOR, recordAudit } from '../audit/record-audit.ts'
import { readSettings } from '../settings/settings.queries.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { type Cutoffs, cutoffsOf } from './cutoffs.ts'
import { countComments, deleteComments } from './delete-comments.ts'
import { countDeviceEvents, deleteDeviceEvents } from './delete-device-events.ts'
import { countDossiers, countRatedDossiers, deleteDossiers, deleteRatedDossiers } from './delete-dossiers.ts'
import type { Deleting } from './in-chunks.ts'
import { type RetentionState, readRetentionState, writeRetentionState } from './retention-state.queries.ts'

/** How much went, or would go. */
export interface Expired {
  comments: number
  dossiers: number
  ratedDossiers: number
  deviceEvents: number
}

const SUBJECT = 'settings:retention'
/** Somebody signs in more often than that, and the audit says so. */
const MOST_AHEAD_MS = 35 * 24 * 60 * 60_000

export class RetentionRefused extends Error {}

/** What would be deleted now. */
export async function countExpired(read: Db, now: Date): Promise<Expired> {
  const { comments, dossiers, deviceEvents } = cutoffsOf(await readSettings(read), civilDate(now))
  return {
    comments: comments === null ? 0 : await countComments(read, comments),
    dossiers: dossiers === null ? 0 : await countDossiers(read, dossiers),
    ratedDossiers: dossiers === null ? 0 : await countRatedDossiers(read, dossiers),
    deviceEvents: deviceEvents === null ? 0 : await countDeviceEvents(read, deviceEvents),
  }
}

/**
 * Deletes what the province keeps no longer, in short transactions beside a busy server. No response, no tally and no
 * link of a kiosk's chain changes; the audit says what was decided and what went. It can be repeated and interrupted.
 */
export async function deleteExpired(databases: Databases, now: Date): Promise<Expired> {
  const { write } = databases
  const state = await begin(write, now)
  const { comments, dossiers, deviceEvents } = state.cutoffs
  const isSwept = dossiers === null || (state.dossiersSwept !== null && dossiers <= state.dossiersSwept)
  const expired: Expired = {
    comments: comments === null ? 0 : await all(deleteComments(write, comments)),
    dossiers: isSwept ? 0 : await all(deleteDossiers(databases, dossiers)),
    ratedDossiers: isSwept ? 0 : await all(deleteRatedDossiers(databases, dossiers)),
    deviceEvents: deviceEvents === null ? 0 : await all(deleteDeviceEvents(write, deviceEvents)),
  }
  await forgetFailedSignIns(write, now)
  await end(write, isSwept ? null : dossiers, expired, now)
  return expired
}

/** Writes down what is about to be deleted before anything is, so that nobody counts what is half gone. */
function begin(write: Db, now: Date): Promise<RetentionState> {
  return write.transaction().execute(async (trx) => {
    await refuseLeap(trx, now)
    const before = await readRetentionState(trx)
    const cutoffs = cutoffsOf(await readSettings(trx), civilDate(now))
    if (isSame(before.cutoffs, cutoffs)) return before
    const after = { ...before, cutoffs, dossiersFrom: laterOf(before.dossiersFrom, cutoffs.dossiers) }
    await writeRetentionState(trx, after)
    const change = { action: 'retention.began', subject: SUBJECT, before: before.cutoffs, after: cutoffs }
    await recordAudit(trx, OPERATOR, change, now)
    return after
  })
}

function end(write: Db, swept: CivilDate | null, expired: Expired, now: Date): Promise<void> {
  return write.transaction().execute(async (trx) => {
    // Read anew: another run may have begun meanwhile.
    const state = await readRetentionState(trx)
    await writeRetentionState(trx, { ...state, dossiersSwept: laterOf(state.dossiersSwept, swept) })
    if (Object.values(expired).every((count) => count === 0)) return
    const after = {
      deletedComments: expired.comments,
      deletedDossiers: expired.dossiers,
      deletedRatedDossiers: expired.ratedDossiers,
      deletedDeviceEvents: expired.deviceEvents,
    }
    await recordAudit(trx, OPERATOR, { action: 'retention.ended', subject: SUBJECT, after }, now)
  })
}

/** A clock that is years ahead would delete everything, for good. @throws {RetentionRefused} */
async function refuseLeap(trx: Db, now: Date): Promise<void> {
  const newest = await trx
    .selectFrom('audit_entry')
    .select('at')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest || now.getTime() - Date.parse(newest.at) <= MOST_AHEAD_MS) return
  throw new RetentionRefused(
    `It is ${now.toISOString()} by this machine's clock, and nothing was done here since ${newest.at}. Nothing was ` +
      'deleted: put the clock right or, if it is, have anybody sign in first.',
  )
}

function isSame(a: Cutoffs, b: Cutoffs): boolean {
  return a.comments === b.comments && a.dossiers === b.dossiers && a.deviceEvents === b.deviceEvents
}

/** What was deleted stays deleted, also where the province has decided since to keep things longer. */
function laterOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

async function all(deleting: Deleting): Promise<number> {
  let total = 0
  for await (const deleted of deleting) total += deleted
  return total
}

/** They delay nobody any more. */
async function forgetFailedSignIns(write: Db, now: Date): Promise<void> {
  const forgotten = new Date(now.getTime() - FORGOTTEN_MS).toISOString()
  await write.deleteFrom('sign_in_failure').where('last_failed_at', '<', forgotten).execute()
}
