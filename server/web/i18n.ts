import { join } from 'node:path'
import type { RequestHandler } from 'express'
import i18next, { type TFunction } from 'i18next'
import { projectRoot } from '../project.ts'
import { languageTags, readLanguage, readSource } from './language-files.ts'

/** The languages of the product: questionnaires, catalogues and recordings are in both. */
export const LOCALES = ['vi', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export type Translate = TFunction

/** A language in which pages can be read. */
export interface Language {
  tag: string
  /** As it calls itself; one that nobody has signed yet says so. */
  label: string
  /** In which language of the product questionnaires and names are shown beside its words. */
  locale: Locale
  t: Translate
}

export interface Languages {
  all: readonly Language[]
  /** What is wrong with the files, for the operator. */
  problems: readonly string[]
}

const SOURCE: Locale = 'vi'
const COOKIE = 'locale'
const COOKIE_MS = 365 * 24 * 60 * 60 * 1000

/**
 * One language for each folder `locales/<tag>/`, whose words are addressed as `feature:group.name`. Vietnamese is the
 * source and stands in for whatever another language lacks.
 */
export async function loadLanguages(folder = join(projectRoot, 'locales')): Promise<Languages> {
  const source = readSource(join(folder, SOURCE))
  const read = languageTags(folder)
    .filter((tag) => tag !== SOURCE)
    .map((tag) => readLanguage(join(folder, tag), source))
  const others = read.filter((one) => 'tag' in one)
  const instance = i18next.createInstance()
  await instance.init({
    resources: { [SOURCE]: source, ...Object.fromEntries(others.map(({ tag, words }) => [tag, words])) },
    fallbackLng: SOURCE,
    ns: Object.keys(source),
    // Views escape what they print; escaping here too would show &amp;amp;.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  const language = (tag: string, name: string, isTrusted: boolean): Language => {
    const t = instance.getFixedT(tag)
    const locale = LOCALES.find((known) => known === tag) ?? SOURCE
    return { tag, label: isTrusted ? name : `${name} (${t('common:language.unverified')})`, locale, t }
  }
  const isOurs = (tag: string) => LOCALES.some((known) => known === tag)
  return {
    all: [
      language(SOURCE, String(source['meta']?.['name']), true),
      ...others
        .sort((a, b) => Number(isOurs(b.tag)) - Number(isOurs(a.tag)))
        .map(({ tag, name, isSigned }) => language(tag, name, isSigned || isOurs(tag))),
    ],
    problems: read.flatMap(({ problems }) => problems),
  }
}

/** The words of the product's own languages. */
export async function loadTranslations(): Promise<Record<Locale, Translate>> {
  return translationsOf(await loadLanguages())
}

export function translationsOf({ all }: Languages): Record<Locale, Translate> {
  const [vi, en] = LOCALES.map((locale) => all.find(({ tag }) => tag === locale)?.t)
  if (!vi) throw new Error('there are no Vietnamese words')
  return { vi, en: en ?? vi }
}

/** The languages that people are offered, and the one for who has not chosen: what the province has decided of them. */
export interface OfferedLanguages {
  languages: readonly string[]
  defaultLanguage: string
}

/** Those of `all` that are offered; never none, whatever has become of the files since that was decided. */
export function offeredOf(
  all: readonly Language[],
  { languages }: Pick<OfferedLanguages, 'languages'>,
): readonly Language[] {
  const offered = all.filter(({ tag }) => languages.length === 0 || languages.includes(tag))
  return offered.length === 0 ? all : offered
}

/** The language for who has not chosen one. */
export function usualOf(
  offered: readonly Language[],
  { defaultLanguage }: Pick<OfferedLanguages, 'defaultLanguage'>,
  operatorsTag: string,
): Language | undefined {
  const find = (wanted: string) => offered.find(({ tag }) => tag === wanted)
  return find(defaultLanguage) ?? find(operatorsTag) ?? offered[0]
}

/** Those that are offered, by their tags, the usual one first. */
export function offeredTags(
  all: readonly Language[],
  decided: OfferedLanguages,
  operatorsTag: string,
): readonly string[] {
  const offered = offeredOf(all, decided)
  const usual = usualOf(offered, decided, operatorsTag)
  return [usual, ...offered.filter((one) => one !== usual)].flatMap((one) => one?.tag ?? [])
}

/**
 * Chooses the language: `?lang=` (which is then remembered), else what was remembered, else the usual one. One that is
 * not offered can be looked at by its address, for checking, and is not remembered.
 */
export function chooseLocale(
  { all }: Languages,
  operatorsTag: string,
  settings: { get(): Promise<OfferedLanguages> },
): RequestHandler {
  const known = new Map(all.map((language) => [language.tag, language]))
  return async (request, response, next) => {
    // While the settings cannot be read, whoever is told so is told in some language.
    const decided = await settings.get().catch(() => ({ languages: [], defaultLanguage: '' }))
    const offered = offeredOf(all, decided)
    const { lang } = request.query
    const asked = typeof lang === 'string' ? known.get(lang) : undefined
    if (asked && offered.includes(asked)) {
      response.cookie(COOKIE, asked.tag, { maxAge: COOKIE_MS, sameSite: 'lax', httpOnly: true, path: '/' })
    }
    response.setHeader('Vary', 'Cookie')
    const remembered = rememberedTag(request.headers.cookie)
    const language =
      asked ?? offered.find(({ tag }) => tag === remembered) ?? usualOf(offered, decided, operatorsTag)
    response.locals['language'] = language?.tag
    response.locals['locale'] = language?.locale
    response.locals['t'] = language?.t
    response.locals['offeredLanguages'] = offered
    next()
  }
}

function rememberedTag(cookies: string | undefined): string | undefined {
  return cookies && /(?:^|;\s*)locale=([\w-]{2,12})(?:;|$)/.exec(cookies)?.[1]
}
