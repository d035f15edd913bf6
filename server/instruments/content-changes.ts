import type { Locale, Translate } from '../web/i18n.ts'
import type { InstrumentContent, InstrumentItem } from './instrument.ts'
import { contentFacts, questionFacts } from './question-facts.ts'

/** One difference between two versions, in words; `before` and `after` are '' where nothing stood or stands. */
export interface ContentChange {
  what: string
  before: string
  after: string
}

/** What is different in `after`, in words: the questionnaire itself, then items that went, came, moved and changed. */
export function contentChanges(
  before: InstrumentContent,
  after: InstrumentContent,
  words: { locale: Locale; t: Translate },
): ContentChange[] {
  const { locale, t } = words
  const old = new Map(before.items.map((item) => [item.id, item]))
  const present = new Set(after.items.map(({ id }) => id))
  const name = (item: InstrumentItem) => item.short[locale]
  const said = (what: string) => ({ what, before: '', after: '' })

  const removed = before.items.filter(({ id }) => !present.has(id))
  const added = after.items.filter(({ id }) => !old.has(id))
  const moved = movedItems(before.items, after.items)
  return [
    ...factChanges(contentFacts(before), contentFacts(after), (fact) => t(`instruments:fact.${fact}`)),
    ...removed.map((item) => said(t('instruments:change.removed', { name: name(item) }))),
    ...added.map((item) =>
      said(t('instruments:change.added', { name: name(item), number: after.items.indexOf(item) + 1 })),
    ),
    ...moved.map((item) =>
      said(t('instruments:change.moved', { name: name(item), number: after.items.indexOf(item) + 1 })),
    ),
    ...after.items.flatMap((item) => {
      const earlier = old.get(item.id)
      if (!earlier) return []
      return factChanges(questionFacts(earlier, before, words), questionFacts(item, after, words), (fact) =>
        t('instruments:change.item', { name: name(item), fact: t(`instruments:fact.${fact}`) }),
      )
    }),
  ]
}

function factChanges<Facts extends Record<string, string>>(
  before: Facts,
  after: Facts,
  what: (fact: string) => string,
): ContentChange[] {
  return Object.keys(after)
    .map((fact) => ({ what: what(fact), before: before[fact] ?? '', after: after[fact] ?? '' }))
    .filter((change) => change.before !== change.after)
}

/** The fewest items that must have moved: those outside the longest run that kept its order. */
function movedItems(before: readonly InstrumentItem[], after: readonly InstrumentItem[]): InstrumentItem[] {
  const place = new Map(before.map(({ id }, index) => [id, index]))
  const common = after.filter(({ id }) => place.has(id))
  const kept = longestRising(common.map(({ id }) => place.get(id) ?? 0))
  return common.filter((_, index) => !kept.has(index))
}

/** The indexes of one of the longest subsequences that rise. */
function longestRising(numbers: readonly number[]): Set<number> {
  const best: number[][] = []
  for (const [index, number] of numbers.entries()) {
    const earlier = best.filter((_, other) => (numbers[other] ?? 0) < number)
    best.push([...earlier.reduce((a, b) => (b.length > a.length ? b : a), []), index])
  }
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []))
}
