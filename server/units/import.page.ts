import { type EffectWords, effectWords } from './change-preview.page.ts'
import { deedWords, type Words } from './change-words.ts'
import type { LookedAt } from './look-at-change.ts'
import type { DatedDeed } from './unit-change.ts'

const MOST_SHOWN = 200

/** What views/units/import.ejs prints. */
export interface UnitImportPage {
  title: string
  /** Everything that is wrong with the file; empty for none. */
  mistakes: string[]
  /** What the file would do; null where none was checked, or where it was wrong. */
  checked: { heading: string; changes: { when: string; sentence: string }[]; effect: EffectWords } | null
}

export function unitImportPage(
  {
    mistakes,
    checked,
  }: { mistakes: readonly string[]; checked: { deeds: readonly DatedDeed[]; look: LookedAt } | null },
  words: Words,
): UnitImportPage {
  const { t, format } = words
  return {
    title: t('units:import.title'),
    mistakes: mistakes.slice(0, MOST_SHOWN),
    checked: checked && {
      heading: t('units:import.checked', { count: checked.deeds.length }),
      changes: checked.deeds.slice(0, MOST_SHOWN).map((dated) => ({
        when: format.date(dated.effectiveOn),
        sentence: deedWords(dated, checked.look.lives, words),
      })),
      effect: effectWords(checked.look, words),
    },
  }
}
