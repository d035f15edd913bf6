import type { Response } from 'express'
import { z } from 'zod'
import { may } from '../accounts/may.ts'
import type { Deps } from '../app.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { SettingWords } from './setting-words.ts'
import { type Posted, settingsPage } from './settings.page.ts'
import { readSettings } from './settings.queries.ts'
import type { Settings } from './settings.ts'
import { differingSettings, type FormValues, mergedForm, settingsToForm } from './settings-form.ts'

/** What can have been done before the page is shown. */
export const DONE = ['saved', 'logo', 'logoRemoved', 'imported'] as const
export type Done = (typeof DONE)[number]

export interface SettingsPages {
  wordsOf(response: Response): SettingWords
  /** The page as it is, with what could not be taken. */
  show(
    response: Response,
    mistakes?: Partial<Pick<Posted, 'logoError'>> & { done?: Done | undefined },
  ): Promise<void>
  /** With what was entered, and what is wrong with it. */
  showAgain(response: Response, entered: Entered, errors: Posted['errors']): Promise<void>
  /** With what was entered over what somebody else has saved meanwhile. */
  showStale(response: Response, entered?: Entered): Promise<void>
}

/** What a form posted, and what it began with. */
export interface Entered {
  values: FormValues
  seen: FormValues
  revision: number
}

export function createSettingsPages({ databases, languages, renderPage }: Deps): SettingsPages {
  const tags = languages.all.map(({ tag }) => tag)

  return {
    wordsOf,
    async show(response, { done, logoError = null } = {}) {
      const settings = await readSettings(databases.write)
      render(response, settings, { ...asItIs(settings), logoError }, done)
    },
    async showAgain(response, { values, seen, revision }, errors) {
      const settings = await readSettings(databases.write)
      // What is mended is checked against what was seen, not against what is there by now.
      render(response, { ...settings, revision }, { ...asItIs(settings), values, seen, errors })
    },
    async showStale(response, entered) {
      const settings = await readSettings(databases.write)
      const now = settingsToForm(settings, tags)
      const posted = asItIs(settings)
      if (!entered) return render(response.status(409), settings, { ...posted, stale: [] })
      const { values, seen } = entered
      render(response.status(409), settings, {
        ...posted,
        values: mergedForm({ entered: values, seen, now }),
        stale: differingSettings(seen, now),
      })
    },
  }

  function wordsOf(response: Response): SettingWords {
    const { locale, t } = response.locals as { locale: Locale; t: Translate }
    return { t, format: formatFor(locale, t), languages: languages.all }
  }

  function asItIs(settings: Settings): Posted {
    const values = settingsToForm(settings, tags)
    return { values, seen: values, errors: [], stale: null, logoError: null }
  }

  function render(response: Response, settings: Settings, posted: Posted, done?: Done): void {
    const mayChange = may(response, 'settings.write')
    const page = settingsPage({
      settings,
      posted: mayChange ? posted : null,
      done: done ?? '',
      words: wordsOf(response),
    })
    renderPage(response, 'settings/settings', page)
  }
}

const formValues = z.record(z.string(), z.string())

/** What the form says it began with; nothing where that cannot be read. */
export function seenValues(json: unknown): FormValues {
  try {
    return formValues.parse(JSON.parse(String(json)))
  } catch {
    return {}
  }
}
