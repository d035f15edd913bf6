import type { Db } from '../../db/schema.ts'
import type { Device } from './device.queries.ts'
import { knownHashes } from './device.queries.ts'
import { isSignedBy } from './device-key.ts'
import { CHAIN_START, hashOf, responseMessage } from './device-message.ts'
import type { BatchItem } from './response-batch.input.ts'

/** A response of a batch with its hash, and why it is no link of the device's chain. */
export interface CheckedItem {
  item: BatchItem
  hash: string
  fault: 'signature' | 'chain' | null
}

/** Checks who signed each response, and that it follows what is known of the device. */
export async function checkItems(
  db: Db,
  device: Device,
  items: readonly BatchItem[],
): Promise<CheckedItem[]> {
  const known = await knownHashes(
    db,
    device.id,
    items.map(({ sequence }) => sequence - 1),
  )
  const signed = await Promise.all(items.map((item) => checkSignature(device, item)))
  return signed.map(({ item, hash, isSigned }) => {
    if (!isSigned) return { item, hash, fault: 'signature' }
    if (!follows(item, known)) return { item, hash, fault: 'chain' }
    known.set(item.sequence, new Set(known.get(item.sequence)).add(hash))
    return { item, hash, fault: null }
  })
}

async function checkSignature({ id, publicKey }: Device, item: BatchItem) {
  const message = responseMessage(id, item)
  return { item, hash: hashOf(message), isSigned: await isSignedBy(publicKey, message, item.signature) }
}

/** Whatever comes after a gap is taken: what it follows may arrive later. */
function follows(
  { sequence, previousHash }: BatchItem,
  known: ReadonlyMap<number, ReadonlySet<string>>,
): boolean {
  if (sequence === 1) return previousHash === CHAIN_START
  return known.get(sequence - 1)?.has(previousHash) ?? true
}
