import type { Locale, Translate } from '../web/i18n.ts'
import {
  codesOf,
  type InstrumentContent,
  type InstrumentItem,
  isCoded,
  type Localised,
} from './instrument.ts'

interface Words {
  locale: Locale
  t: Translate
}

/** Everything that a questionnaire says of an item, in words, by the name of what is said; what it does not say is ''. */
export function questionFacts(item: InstrumentItem, content: InstrumentContent, words: Words) {
  const { t } = words
  return {
    text_vi: item.text.vi,
    text_en: item.text.en,
    short_vi: item.short.vi,
    short_en: item.short.en,
    part: both(item.part),
    type: t(`instruments:type.${item.type}`),
    answers: answerWords(item, content, words),
    no_opinion: both(item.noOpinion),
    rule: ruleWords(item, content, words),
    factor: item.factor ? t(`instruments:factor.${item.factor}`) : '',
    source: item.source,
    confidence: item.confidence ? t(`instruments:confidence.${item.confidence}`) : '',
  }
}

/** The same of the questionnaire itself. */
export function contentFacts({ title, source, comment }: InstrumentContent) {
  return {
    title_vi: title.vi,
    title_en: title.en,
    source,
    comment_vi: comment.text.vi,
    comment_en: comment.text.en,
  }
}

function answerWords(item: InstrumentItem, content: InstrumentContent, { locale, t }: Words): string {
  if (item.type === 'number') return t('instruments:answers.number', { min: item.min, max: item.max })
  if (item.type === 'text') return t('instruments:answers.text')
  return codesOf(item, content)
    .map(({ code, text }) => `${code} – ${text[locale]}`)
    .join('; ')
}

function ruleWords({ showIf }: InstrumentItem, content: InstrumentContent, { locale, t }: Words): string {
  const asked = content.items.find(({ id }) => id === showIf?.item)
  if (!showIf || !asked || !isCoded(asked)) return ''
  const answers = codesOf(asked, content)
    .filter(({ code }) => showIf.codes.includes(code))
    .map(({ text }) => `«${text[locale]}»`)
    .join(', ')
  return t('instruments:rule', { question: asked.short[locale], answers })
}

function both(text: Localised | null | undefined): string {
  return text ? `${text.vi} / ${text.en}` : ''
}
