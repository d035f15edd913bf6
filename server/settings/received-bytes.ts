import type { Upload } from '../web/receive-upload.ts'

/** A small file whole; one that is larger than `most` bytes is read no further, and one byte too long then. */
export async function receivedBytes(upload: Upload | null, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of upload?.bytes ?? []) {
    parts.push(part)
    length += part.length
    if (length > most) break
  }
  return Buffer.concat(parts).subarray(0, most + 1)
}
