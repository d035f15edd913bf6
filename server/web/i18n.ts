import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { RequestHandler } from 'express'
import i18next, { type TFunction } from 'i18next'
import { projectRoot } from '../project.ts'

export const LOCALES = ['vi', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export type Translate = TFunction

const COOKIE = 'locale'
const COOKIE_MS = 365 * 24 * 60 * 60 * 1000

/** One translate function per locale over `locales/<locale>/<feature>.json`, addressed as `feature:group.name`. */
export async function loadTranslations(): Promise<Record<Locale, Translate>> {
  const resources = Object.fromEntries(LOCALES.map((locale) => [locale, readLocale(locale)]))
  const instance = i18next.createInstance()
  await instance.init({
    resources,
    fallbackLng: 'vi',
    ns: Object.keys(resources['vi'] ?? {}),
    // Views escape what they print; escaping here too would show &amp;amp;.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return { vi: instance.getFixedT('vi'), en: instance.getFixedT('en') }
}

function readLocale(locale: Locale): Record<string, object> {
  const folder = join(projectRoot, 'locales', locale)
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  )
}

/** Chooses the locale: `?lang=` (which is then remembered), else what was remembered, else the default. */
export function chooseLocale(translations: Record<Locale, Translate>, defaultLocale: Locale): RequestHandler {
  return (request, response, next) => {
    const asked = asLocale(request.query['lang'])
    if (asked)
      response.cookie(COOKIE, asked, { maxAge: COOKIE_MS, sameSite: 'lax', httpOnly: true, path: '/' })
    response.setHeader('Vary', 'Cookie')
    const locale = asked ?? asLocale(rememberedLocale(request.headers.cookie)) ?? defaultLocale
    response.locals['locale'] = locale
    response.locals['t'] = translations[locale]
    next()
  }
}

function asLocale(value: unknown): Locale | undefined {
  return LOCALES.find((locale) => locale === value)
}

function rememberedLocale(cookies: string | undefined): string | undefined {
  return cookies && /(?:^|;\s*)locale=(\w\w)(?:;|$)/.exec(cookies)?.[1]
}
