import type { RequestHandler, Response } from 'express'
import type { Db } from '../../db/schema.ts'
import type { Clock } from '../clock.ts'
import { remembered } from '../remembered.ts'
import { readSettings } from './settings.queries.ts'
import { DEFAULT_SETTINGS, type Settings } from './settings.ts'

export interface CurrentSettings {
  get(): Promise<Settings>
  /** They were changed here: the next request reads them anew. */
  forget(): void
}

/** The settings, read once in a while and not at each request. */
export function currentSettings(db: Db, clock: Clock): CurrentSettings {
  const fromNowOn = () => remembered(() => readSettings(db), clock)
  let settings = fromNowOn()
  return {
    // There always are some: what nobody has decided has its default.
    get: async () => (await settings('')) ?? DEFAULT_SETTINGS,
    forget() {
      settings = fromNowOn()
    },
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
