import type { PublishedVersion } from '../instruments/instrument.queries.ts'
import type { Locale } from '../web/i18n.ts'
import { hiddenWords, type Words } from './figure-words.ts'
import type { ItemResult, QuestionResults } from './load-questions.ts'
import type { Material } from './material.ts'
import type { Names } from './names.ts'
import { dashboardHref, type Question } from './question.ts'
import { aboutWords } from './selection.page.ts'
import { MOST_WRITTEN } from './written-answers.queries.ts'

export const QUESTIONS = '/dashboard/questions'

/** What views/dashboard/questions.ejs prints: the answers to each question of one questionnaire version. */
export interface QuestionsPage {
  title: string
  about: string
  backHref: string
  /** Why there is nothing; '' where there is something. */
  nothing: string
  /** The versions that were answered; empty where there is one only. */
  versions: { label: string; href: string; current: boolean }[]
  items: ItemPage[]
  /** Null where there is nothing. */
  csvHref: string | null
  notes: string[]
}

export interface ItemPage {
  text: string
  /** How many answered; '' where that is not shown. */
  base: string
  /** Why there is nothing to show; '' where there is something. */
  state: string
  rows: { name: string; value: string; count: string }[]
  /** What people wrote. */
  texts: { text: string; date: string }[]
}

export function questionsPage(
  results: QuestionResults,
  { question, rules }: Material,
  { names, words, locale }: { names: Names; words: Words; locale: Locale },
): QuestionsPage {
  const { t } = words
  const page = {
    title: t('dashboard:questions.title'),
    about: aboutWords(question, names, words),
    backHref: dashboardHref(question),
  }
  if (results.nothing !== null) {
    const nothing = t(`dashboard:questions.nothing.${results.nothing}`)
    return { ...page, nothing, versions: [], items: [], csvHref: null, notes: [] }
  }
  const { versions, version, items } = results
  return {
    ...page,
    nothing: '',
    versions: versions.map((one) => ({
      label: versionName(one, locale, words),
      href: questionsHref(question, one.id),
      current: one === version,
    })),
    items: items.map((item) => itemPage(item, locale, words)),
    csvHref: questionsHref(question, version.id, `${QUESTIONS}.csv`),
    notes: [t('dashboard:questions.note'), hiddenWords(rules, words)],
  }
}

export function questionsHref(question: Question, versionId: string, path: string = QUESTIONS): string {
  return `${dashboardHref(question, path)}&${new URLSearchParams({ version: versionId })}`
}

function versionName({ content }: PublishedVersion, locale: Locale, { t }: Words): string {
  return t('dashboard:questions.version', { title: content.title[locale], version: content.version })
}

function itemPage(result: ItemResult, locale: Locale, words: Words): ItemPage {
  const text = result.item.text[locale]
  switch (result.kind) {
    case 'options':
      return { text, ...optionsWords(result.result, locale, words) }
    case 'number':
      return { text, ...numberWords(result.result, words) }
    case 'text':
      return { text, ...textWords(result.texts, words) }
  }
}

type Cells = Omit<ItemPage, 'text'>

function optionsWords(
  result: Extract<ItemResult, { kind: 'options' }>['result'],
  locale: Locale,
  { t, format }: Words,
): Cells {
  if (result.state !== 'measured') return empty(t(`dashboard:state.${result.state}`))
  const { base, options } = result
  return {
    ...empty(''),
    base: t('dashboard:questions.base', { base: format.count(base) }),
    rows: options.map(({ text, count }) => ({
      name: text[locale],
      value: format.share({ satisfied: count, answered: base }),
      count: format.count(count),
    })),
  }
}

function numberWords(result: Extract<ItemResult, { kind: 'number' }>['result'], { t, format }: Words): Cells {
  if (result.state !== 'measured')
    return empty(t(`dashboard:questions.state.${result.state}`, { most: format.count(MOST_WRITTEN) }))
  return {
    ...empty(''),
    base: t('dashboard:questions.base', { base: format.count(result.base) }),
    rows: (['lower', 'median', 'upper'] as const).map((name) => ({
      name: t(`dashboard:questions.${name}`),
      value: format.number(result[name]),
      count: '',
    })),
  }
}

function textWords(texts: Extract<ItemResult, { kind: 'text' }>['texts'], { t, format }: Words): Cells {
  if (texts === null) return empty(t('dashboard:questions.texts_not_narrowed'))
  return {
    ...empty(texts.length === 0 ? t('dashboard:questions.no_texts') : ''),
    texts: texts.map(({ text, respondedOn }) => ({ text, date: format.date(respondedOn) })),
  }
}

function empty(state: string): Cells {
  return { base: '', state, rows: [], texts: [] }
}
