import { crc32 } from 'node:zlib'
import type { BarePicture } from './picture.ts'

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** The chunks without which a picture looks otherwise; the rest (text, EXIF, animation) is left out. */
const NEEDED = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP'])

/** Null for what is no whole PNG: https://www.w3.org/TR/png-3/ */
export function readPng(file: Buffer): BarePicture | null {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return null
  const kept: Buffer[] = [SIGNATURE]
  const kinds: string[] = []
  for (let at = 8; kinds.at(-1) !== 'IEND'; ) {
    const chunk = chunkAt(file, at)
    if (chunk === null) return null
    kinds.push(chunk.kind)
    if (NEEDED.has(chunk.kind)) kept.push(chunk.bytes)
    at += chunk.bytes.length
  }
  if (kinds[0] !== 'IHDR' || !kinds.includes('IDAT')) return null
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), bytes: Buffer.concat(kept) }
}

function chunkAt(file: Buffer, at: number): { kind: string; bytes: Buffer } | null {
  if (at + 12 > file.length) return null
  const end = at + 12 + file.readUInt32BE(at)
  if (end > file.length) return null
  const [kind, checked] = [file.toString('latin1', at + 4, at + 8), file.subarray(at + 4, end - 4)]
  return crc32(checked) === file.readUInt32BE(end - 4) ? { kind, bytes: file.subarray(at, end) } : null
}
