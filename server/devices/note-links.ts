import type { Db, Trx } from '../../db/schema.ts'
import type { CheckedItem } from './check-items.ts'
import { type DeviceAlarm, raiseAlarm } from './note-event.ts'
import { fillGaps, openGaps } from './note-gaps.ts'

/**
 * Adds the responses of a batch to what is known of the device, after they are stored: if the program ends in between,
 * the device has no answer and sends them again. Gaps and clones are found in what was not known before, so that a batch
 * that comes again finds none.
 */
export function noteLinks(
  db: Db,
  deviceId: string,
  { links, alarms, now }: { links: readonly CheckedItem[]; alarms: readonly DeviceAlarm[]; now: Date },
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const lastSequence = await holdDevice(trx, deviceId, now)
    const fresh = await addLinks(trx, deviceId, links)
    const forks = [
      ...(await numbersGivenTwice(trx, deviceId, fresh)),
      ...(await fillGaps(trx, deviceId, fresh, now)),
    ]
    const highest = await openGaps(trx, deviceId, fresh, lastSequence, now)
    if (highest > lastSequence) {
      await trx.updateTable('device').set({ last_sequence: highest }).where('id', '=', deviceId).execute()
    }
    for (const alarm of alarms) await raiseAlarm(trx, deviceId, alarm, now)
    if (forks.length > 0) await raiseAlarm(trx, deviceId, { kind: 'clone', sequences: forks }, now)
  })
}

/** One batch of a device after the other: the row is held until the end of the transaction. */
async function holdDevice(trx: Trx, deviceId: string, now: Date): Promise<number> {
  const device = await trx
    .updateTable('device')
    .set({ last_contact_at: now.toISOString() })
    .where('id', '=', deviceId)
    .returning('last_sequence')
    .executeTakeFirstOrThrow()
  return device.last_sequence
}

/** @returns those that were not known. */
async function addLinks(trx: Trx, deviceId: string, links: readonly CheckedItem[]): Promise<CheckedItem[]> {
  if (links.length === 0) return []
  const added = await trx
    .insertInto('device_link')
    .values(links.map(({ item, hash }) => ({ device_id: deviceId, sequence: item.sequence, hash })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .execute()
  const hashes = new Set(added.map(({ hash }) => hash))
  return links.filter(({ hash }) => hashes.has(hash))
}

async function numbersGivenTwice(
  trx: Trx,
  deviceId: string,
  fresh: readonly CheckedItem[],
): Promise<number[]> {
  if (fresh.length === 0) return []
  const twice = await trx
    .selectFrom('device_link')
    .select('sequence')
    .where('device_id', '=', deviceId)
    .where(
      'sequence',
      'in',
      fresh.map(({ item }) => item.sequence),
    )
    .groupBy('sequence')
    .having((eb) => eb.fn.countAll(), '>', 1)
    .execute()
  return twice.map(({ sequence }) => sequence)
}
