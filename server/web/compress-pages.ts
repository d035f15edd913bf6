import { constants } from 'node:zlib'
import compression from 'compression'
import type { RequestHandler } from 'express'

/** Level 4 of brotli takes about the time of gzip and gives smaller pages. */
export function compressPages(): RequestHandler {
  return compression({ level: 6, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } })
}
