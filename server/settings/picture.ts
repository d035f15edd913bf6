import { createHash } from 'node:crypto'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'
import type { Logo } from './settings.ts'

export const MOST_LOGO_BYTES = 64 * 1024
/** Smaller, it is blurred on a poster; larger, it takes memory on every phone that shows it. */
export const LOGO_PIXELS = { least: 64, most: 1024 } as const

/** A logo with its bytes. */
export interface Picture extends Logo {
  bytes: Buffer
}

export type PictureProblem = 'missing' | 'too_large' | 'type' | 'pixels'

/** The parts of a picture's file that show it, and how large it is. */
export interface BarePicture {
  width: number
  height: number
  bytes: Buffer
}

/**
 * A PNG or JPEG, whatever its name says, without what is in its file besides the picture: where a photograph was taken,
 * say, or another file behind it.
 */
export function readPicture(bytes: Buffer): Picture | PictureProblem {
  if (bytes.length === 0) return 'missing'
  if (bytes.length > MOST_LOGO_BYTES) return 'too_large'
  const png = readPng(bytes)
  const bare = png ?? readJpeg(bytes)
  if (bare === null) return 'type'
  const { width, height } = bare
  if (![width, height].every((pixels) => pixels >= LOGO_PIXELS.least && pixels <= LOGO_PIXELS.most))
    return 'pixels'
  const hash = createHash('sha256').update(bare.bytes).digest('hex').slice(0, 16)
  return { hash, type: png ? 'png' : 'jpg', width, height, bytes: bare.bytes }
}
