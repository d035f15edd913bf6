import { codesOf, highestCode, type InstrumentContent } from '../instruments/instrument.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { KeyPosition, Slip } from './slip.ts'

interface Words {
  locale: Locale
  t: Translate
}

/** One question and what the slip says to it. */
export interface AnswerWords {
  name: string
  answer: string
}

export function positionName({ item }: KeyPosition, { locale, t }: Words): string {
  return item ? item.short[locale] : t('entries:slip.kind')
}

/** What stands beside a box of the slip. */
export function boxWords(
  { item }: KeyPosition,
  box: number,
  content: InstrumentContent,
  { locale, t }: Words,
): string {
  if (!item) return t(`entries:slip.${box === 2 ? 'business' : 'citizen'}`)
  if (box > highestCode(item)) return item.noOpinion?.[locale] ?? ''
  return codesOf(item, content).find(({ code }) => code === box)?.text[locale] ?? ''
}

/** The number of the box that a slip has ticked; null for none. */
export function tickedBox({ item, boxes }: KeyPosition, slip: Slip): number | null {
  if (!item) return slip.respondentKind === 'business' ? 2 : 1
  const answer = slip.answers[item.id]
  return answer === undefined ? null : (answer ?? boxes)
}

export function answerWords(
  slip: Slip,
  positions: readonly KeyPosition[],
  content: InstrumentContent,
  words: Words,
): AnswerWords[] {
  return positions.map((position) => {
    const box = tickedBox(position, slip)
    return {
      name: positionName(position, words),
      answer: box === null ? words.t('entries:slip.none') : boxWords(position, box, content, words),
    }
  })
}
