import type { BarePicture } from './picture.ts'

const START = 0xd8
const END = 0xd9
const SCAN = 0xda
/** JFIF, and Adobe's, which says how colours are meant. The other application segments and comments are left out. */
const NEEDED_APPLICATIONS = new Set([0xe0, 0xee])
const COMMENT = 0xfe

/** Null for what is no whole JPEG: ITU-T T.81, annex B. */
export function readJpeg(file: Buffer): BarePicture | null {
  if (file[0] !== 0xff || file[1] !== START) return null
  const kept: Buffer[] = [file.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  for (let at = 2; at + 4 <= file.length; ) {
    const marker = file[at + 1] ?? 0
    if (file[at] !== 0xff) return null
    if (marker === SCAN) {
      const end = file.lastIndexOf(Buffer.from([0xff, END]))
      if (size === null || end < at) return null
      return { ...size, bytes: Buffer.concat([...kept, file.subarray(at, end + 2)]) }
    }
    const end = at + 2 + file.readUInt16BE(at + 2)
    if (end > file.length || end < at + 4) return null
    if (isFrame(marker)) {
      if (end < at + 9) return null
      size = { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) }
    }
    if (isNeeded(marker)) kept.push(file.subarray(at, end))
    at = end
  }
  return null
}

/** SOF0 to SOF15, but for the three numbers among them that mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function isNeeded(marker: number): boolean {
  const isApplication = marker >= 0xe0 && marker <= 0xef
  return isApplication ? NEEDED_APPLICATIONS.has(marker) : marker !== COMMENT
}
