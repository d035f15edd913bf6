import type { Request, Response } from 'express'
import { splicedGzip } from '../web/spliced-gzip.ts'

/** Sends an empty form with a key of its own. */
export type EmptyForm = (request: Request, response: Response, submissionKey: string) => void

/** A form that was rendered once, to be sent again: empty forms of a touchpoint differ in their key and in nothing else. */
export function emptyForm(html: string, submissionKey: string): EmptyForm {
  const [before = '', after = '', ...more] = html.split(submissionKey)
  if (after === '' || more.length > 0) throw new Error('a form must hold its key exactly once')
  const gzipped = splicedGzip(before, after)
  return (request, response, key) => {
    response.type('html').vary('Accept-Encoding')
    if (request.acceptsEncodings('gzip') === false) response.send(`${before}${key}${after}`)
    else response.set('Content-Encoding', 'gzip').send(gzipped(key))
  }
}
