import { randomUUID } from 'node:crypto'
import type { Trx } from '../../db/schema.ts'
import type { CheckedItem } from './check-items.ts'

/** What is missing between two responses of a device, or after the last. */
interface Gap {
  first: number
  last: number
  /** How the response after the gap names the last missing one; null where none came after. */
  lastHash: string | null
}

/** Notes what a device's responses skip. @returns the highest number that is known now. */
export async function openGaps(
  trx: Trx,
  deviceId: string,
  links: readonly CheckedItem[],
  lastSequence: number,
  now: Date,
): Promise<number> {
  let highest = lastSequence
  for (const { item } of links) {
    if (item.sequence > highest + 1) {
      await openGap(
        trx,
        deviceId,
        { first: highest + 1, last: item.sequence - 1, lastHash: item.previousHash },
        now,
      )
    }
    highest = Math.max(highest, item.sequence)
  }
  return highest
}

export async function openGap(
  trx: Trx,
  deviceId: string,
  { first, last, lastHash }: Gap,
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  await trx
    .insertInto('device_event')
    .values({
      id: randomUUID(),
      device_id: deviceId,
      kind: 'gap',
      noted_at: at,
      last_noted_at: at,
      times: 1,
      occurred_at: null,
      first_sequence: first,
      last_sequence: last,
      detail: JSON.stringify({ lastHash }),
      settled_at: null,
    })
    .execute()
}

/**
 * Closes the gaps that are full now.
 * @returns the numbers at which something else arrived than what the response after the gap had named.
 */
export async function fillGaps(
  trx: Trx,
  deviceId: string,
  links: readonly CheckedItem[],
  now: Date,
): Promise<number[]> {
  const gaps = await trx
    .selectFrom('device_event')
    .select(['id', 'first_sequence', 'last_sequence', 'detail'])
    .where('device_id', '=', deviceId)
    .where('kind', '=', 'gap')
    .where('settled_at', 'is', null)
    .execute()
  const forked: number[] = []
  for (const { id, first_sequence, last_sequence, detail } of gaps) {
    const [first, last] = [first_sequence ?? 0, last_sequence ?? 0]
    const arrived = links.filter(({ item }) => first <= item.sequence && item.sequence <= last)
    if (arrived.length === 0) continue
    const { lastHash } = JSON.parse(detail) as Pick<Gap, 'lastHash'>
    const atLast = arrived.find(({ item }) => item.sequence === last)
    if (atLast && lastHash !== null && atLast.hash !== lastHash) forked.push(last)
    if ((await countKnown(trx, deviceId, first, last)) < last - first + 1) continue
    await trx
      .updateTable('device_event')
      .set({ settled_at: now.toISOString() })
      .where('id', '=', id)
      .execute()
  }
  return forked
}

async function countKnown(trx: Trx, deviceId: string, first: number, last: number): Promise<number> {
  const { known } = await trx
    .selectFrom('device_link')
    .select((eb) => eb.fn.count<number>('sequence').distinct().as('known'))
    .where('device_id', '=', deviceId)
    .where('sequence', '>=', first)
    .where('sequence', '<=', last)
    .executeTakeFirstOrThrow()
  return Number(known)
}
