import { Router } from 'express'
import type { Deps } from '../app.ts'
import { HttpError } from '../web/http-error.ts'
import { settingsOf } from './current-settings.ts'
import { readLogo } from './logo.queries.ts'
import { logoFile } from './logo-href.ts'

const TYPES = { png: 'image/png', jpg: 'image/jpeg' } as const

/** The province's logo, for every page that shows it. */
export function logoRoutes({ databases }: Deps): Router {
  const router = Router()
  let kept: { file: string; bytes: Buffer } | undefined

  router.get('/logo/:file', async (request, response) => {
    const { logo } = settingsOf(response)
    if (!logo || logoFile(logo) !== request.params.file) throw new HttpError(404, 'not_found')
    if (kept?.file !== request.params.file) {
      const bytes = await readLogo(databases.read)
      if (!bytes) throw new HttpError(404, 'not_found')
      kept = { file: request.params.file, bytes }
    }
    response
      .set({
        'Content-Type': TYPES[logo.type],
        'Cache-Control': 'public, max-age=31536000, immutable',
        // Whatever it is, opened as a page of its own it can do nothing.
        'Content-Security-Policy': "default-src 'none'; sandbox",
      })
      .send(kept.bytes)
  })

  return router
}
