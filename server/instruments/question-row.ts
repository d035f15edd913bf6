import type { Locale, Translate } from '../web/i18n.ts'
import type { InstrumentContent } from './instrument.ts'
import { questionFacts } from './question-facts.ts'

/** One question of a questionnaire, as staff read it: what views/instruments/question.ejs prints. */
export interface QuestionRow {
  id: string
  text: string
  part: string
  facts: { name: string; value: string }[]
  isUnverified: boolean
}

const SHOWN = ['type', 'answers', 'no_opinion', 'rule', 'factor', 'source', 'confidence'] as const

export function questionRows(
  content: InstrumentContent,
  words: { locale: Locale; t: Translate },
): QuestionRow[] {
  const { locale, t } = words
  return content.items.map((item) => {
    const facts = questionFacts(item, content, words)
    return {
      id: item.id,
      text: item.text[locale],
      part: item.part?.[locale] ?? '',
      facts: SHOWN.filter((name) => facts[name] !== '').map((name) => ({
        name: t(`instruments:fact.${name}`),
        value: facts[name],
      })),
      isUnverified: item.confidence === 'unverified',
    }
  })
}
