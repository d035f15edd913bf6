import type { CivilDate } from '../../db/schema.ts'
import { isSmall } from '../statistics/suppression.ts'
import type { AffectedUnit, AnswerCounts } from './change-effect.ts'
import { deedWords, nameOn, type Words } from './change-words.ts'
import type { LookedAt } from './look-at-change.ts'
import type { DatedDeed } from './unit-change.ts'

/** What views/units/effect.ejs prints: what changes would do to figures. */
export interface EffectWords {
  lead: string
  units: { name: string; before: CountWords; after: CountWords }[]
  total: { before: CountWords; after: CountWords }
  /** About figures as it was. */
  asItWas: string
}

interface CountWords {
  answered: string
  satisfied: string
}

/** What views/units/preview.ejs prints: a change before it is entered. */
export interface ChangePreviewPage {
  title: string
  /** What the change says. */
  sentence: string
  /** From when it holds, and what there is to know about such a change. */
  notes: string[]
  effect: EffectWords
  action: string
  /** What was entered, for the form that confirms it. */
  entered: { name: string; value: string }[]
  confirmLabel: string
  backHref: string
}

export function effectWords(
  { effect, lives, day, period, minimumCell, isThenUntouched }: LookedAt,
  words: Words,
): EffectWords {
  const { t, format } = words
  return {
    lead: t('units:preview.lead', { period: format.period(period) }),
    units: effect.units.map((unit) => ({
      name: nameOn(lives, unit.unitId, day),
      ...shown(unit, minimumCell, words),
    })),
    total: {
      before: countWords(effect.total.before, words),
      after: countWords(effect.total.after, words),
    },
    asItWas: t(isThenUntouched ? 'units:preview.thenUntouched' : 'units:preview.thenChanged'),
  }
}

/** Both or none: the difference would tell of the few. */
function shown(
  { before, after }: AffectedUnit,
  minimumCell: number,
  words: Words,
): { before: CountWords; after: CountWords } {
  const counts = [before.answered, after.answered, Math.abs(after.answered - before.answered)]
  const few = counts.some((count) => isSmall(count, minimumCell))
  if (!few) return { before: countWords(before, words), after: countWords(after, words) }
  const hidden = words.t('units:preview.tooFew', { count: minimumCell })
  return { before: { answered: hidden, satisfied: hidden }, after: { answered: hidden, satisfied: hidden } }
}

function countWords({ answered, satisfied }: AnswerCounts, { format }: Words): CountWords {
  return { answered: format.count(answered), satisfied: format.count(satisfied) }
}

export interface ChangePreviewInput {
  change: DatedDeed
  look: LookedAt
  today: CivilDate
  isUndoing: boolean
  confirm: { action: string; entered: Readonly<Record<string, string>>; backHref: string }
  words: Words
}

export function changePreviewPage({
  change,
  look,
  today,
  isUndoing,
  confirm,
  words,
}: ChangePreviewInput): ChangePreviewPage {
  const { t } = words
  const what = isUndoing ? 'undo' : 'enter'
  return {
    title: t(`units:preview.title.${what}`),
    sentence: deedWords(change, look.lives, words),
    notes: notesOn(change, today, words),
    effect: effectWords(look, words),
    action: confirm.action,
    entered: Object.entries(confirm.entered).map(([name, value]) => ({ name, value })),
    confirmLabel: t(`units:preview.confirm.${what}`),
    backHref: confirm.backHref,
  }
}

function notesOn({ deed, effectiveOn }: DatedDeed, today: CivilDate, { t, format }: Words): string[] {
  const time = effectiveOn > today ? 'future' : effectiveOn < today ? 'past' : 'today'
  return [
    t(`units:preview.when.${time}`, { date: format.date(effectiveOn) }),
    ...(deed.kind === 'split' ? [t('units:unit.splitNote')] : []),
  ]
}
