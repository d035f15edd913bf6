import type { RequestHandler, Response } from 'express'
import { isUnavailable } from '../../db/portable.ts'
import type { Db } from '../../db/schema.ts'
import type { Clock } from '../clock.ts'
import { readSettings } from './settings.queries.ts'
import type { Settings } from './settings.ts'

/** How long another process's change may stay unseen. */
const REMEMBERED_MS = 2000

export interface CurrentSettings {
  get(): Promise<Settings>
  /** They were changed here: the next request reads them anew. */
  forget(): void
}

/**
 * The settings, read once in a while and not at each request. While they cannot be read, what was known goes on being
 * known: a rating must not fail for want of them.
 */
export function currentSettings(db: Db, clock: Clock): CurrentSettings {
  let known: Settings | undefined
  let latest: { settings: Promise<Settings>; readAt: number } | undefined

  return {
    get() {
      const now = clock().getTime()
      const age = latest ? now - latest.readAt : Number.POSITIVE_INFINITY
      if (!latest || age >= REMEMBERED_MS || age < 0) latest = { settings: read(), readAt: now }
      return latest.settings
    },
    forget() {
      latest = undefined
    },
  }

  async function read(): Promise<Settings> {
    try {
      known = await readSettings(db)
      return known
    } catch (error) {
      if (known && isUnavailable(error)) return known
      latest = undefined
      throw error
    }
  }
}

/** Gives each request the settings of its moment. */
export function provideSettings(settings: CurrentSettings): RequestHandler {
  return async (_request, response, next) => {
    response.locals['settings'] = await settings.get()
    next()
  }
}

/** Those that hold for this request. */
export function settingsOf(response: Response): Settings {
  const settings: Settings | undefined = response.locals['settings']
  if (!settings) throw new Error('this route has no settings: it stands before provideSettings')
  return settings
}
