import { constants, crc32, deflateRawSync } from 'node:zlib'

const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
/** A stored block says its length in 16 bits. */
const LONGEST_MIDDLE = 0xffff

/**
 * Gzips a text of which only a short piece in the middle changes: what stands before and after is compressed once, and
 * the middle is put between as it is. RFC 1951 §3.2.4 (stored blocks), RFC 1952 (gzip).
 * @throws RangeError for a middle of more than 65,535 bytes.
 */
export function splicedGzip(before: string, after: string): (middle: string) => Buffer {
  const [head, tail] = [Buffer.from(before), Buffer.from(after)]
  // A full flush ends on a byte, and nothing after it refers to what is before.
  const compressedHead = deflateRawSync(head, { finishFlush: constants.Z_FULL_FLUSH })
  const compressedTail = deflateRawSync(tail)
  const headChecksum = crc32(head)

  return (middle) => {
    const data = Buffer.from(middle)
    if (data.length > LONGEST_MIDDLE) throw new RangeError('the middle is too long for one stored block')
    const trailer = Buffer.alloc(8)
    trailer.writeUInt32LE(crc32(tail, crc32(data, headChecksum)), 0)
    trailer.writeUInt32LE(head.length + data.length + tail.length, 4)
    return Buffer.concat([HEADER, compressedHead, storedBlock(data), compressedTail, trailer])
  }
}

function storedBlock(data: Buffer): Buffer {
  const block = Buffer.alloc(5)
  block.writeUInt16LE(data.length, 1)
  block.writeUInt16LE(data.length ^ 0xffff, 3)
  return Buffer.concat([block, data])
}
