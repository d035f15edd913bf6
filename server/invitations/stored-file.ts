import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Db } from '../../db/schema.ts'
import { keyFor } from './derived-key.ts'

const BLOCK_BYTES = 256 * 1024
/** What is read of a block at once: a few hundred rows, so that nothing else waits long. */
const PIECE_BYTES = 32 * 1024
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const AT_ONCE = 50

const compress = promisify(deflateRaw)
const decompress = promisify(inflateRaw)

/**
 * Keeps a file for the time of its import, in the database, so that every process can go on with it after any other.
 * It holds dossier codes: each block is enciphered, and bound to its place.
 */
export async function storeBlocks(
  db: Db,
  importId: string,
  bytes: AsyncIterable<Uint8Array>,
  secret: string,
): Promise<void> {
  let number = 0
  for await (const block of blocks(bytes)) {
    const packed = await compress(block, { level: 3 })
    const content = enciphered(packed, place(importId, number), secret)
    await db
      .insertInto('dossier_import_block')
      .values({ import_id: importId, number, content: content.toString('base64') })
      .execute()
    number++
  }
}

export async function* storedBytes(db: Db, importId: string, secret: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const row = await db
      .selectFrom('dossier_import_block')
      .select('content')
      .where('import_id', '=', importId)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!row) return
    const packed = deciphered(Buffer.from(row.content, 'base64'), place(importId, number), secret)
    const block = await decompress(packed)
    for (let start = 0; start < block.length; start += PIECE_BYTES) {
      yield block.subarray(start, start + PIECE_BYTES)
    }
  }
}

/** Takes a file away, bit by bit, so that nothing waits for it. */
export async function deleteBlocks(db: Db, importId: string): Promise<void> {
  for (;;) {
    const { numDeletedRows } = await db
      .deleteFrom('dossier_import_block')
      .where('import_id', '=', importId)
      .where('number', 'in', (query) =>
        query
          .selectFrom('dossier_import_block')
          .select('number')
          .where('import_id', '=', importId)
          .orderBy('number')
          .limit(AT_ONCE),
      )
      .executeTakeFirst()
    if (numDeletedRows === 0n) return
  }
}

async function* blocks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let gathered: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    gathered.push(chunk)
    length += chunk.length
    if (length < BLOCK_BYTES) continue
    yield Buffer.concat(gathered)
    gathered = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(gathered)
}

function place(importId: string, number: number): Buffer {
  return Buffer.from(`${importId} ${number}`)
}

function enciphered(plain: Buffer, boundTo: Buffer, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, keyFor('import file', secret), nonce).setAAD(boundTo)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** @throws when the block was changed, or enciphered with another secret. */
function deciphered(content: Buffer, boundTo: Buffer, secret: string): Buffer {
  const nonce = content.subarray(0, NONCE_BYTES)
  const tag = content.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const cipher = createDecipheriv(CIPHER, keyFor('import file', secret), nonce)
    .setAAD(boundTo)
    .setAuthTag(tag)
  return Buffer.concat([cipher.update(content.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()])
}
