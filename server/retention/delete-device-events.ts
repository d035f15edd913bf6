import type { CivilDate, Db } from '../../db/schema.ts'
import { CHUNK, type Deleting, inChunks } from './in-chunks.ts'

/** Those that somebody or something has settled: an open gap is a response that may still come. */
export function deleteDeviceEvents(write: Db, before: CivilDate): Deleting {
  return inChunks(async () => {
    const { numDeletedRows } = await write
      .deleteFrom('device_event')
      .where('id', 'in', events(write, before).select('id').limit(CHUNK))
      .executeTakeFirstOrThrow()
    return Number(numDeletedRows)
  })
}

export async function countDeviceEvents(read: Db, before: CivilDate): Promise<number> {
  const { count } = await events(read, before)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function events(db: Db, before: CivilDate) {
  return db
    .selectFrom('device_event')
    .where('settled_at', 'is not', null)
    .where('last_noted_at', '<', startOf(before))
}

/** The first instant of a civil date in Asia/Ho_Chi_Minh. */
function startOf(day: CivilDate): string {
  return new Date(`${day}T00:00:00+07:00`).toISOString()
}
