import { searchText } from '../../db/portable.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { CHANNELS, DOSSIER_FIELDS, OUTCOMES } from './dossier-field.ts'

/** Finds what a word of a file means, however its marks, its case and its blanks are. */
export type Meanings<Meaning extends string> = (word: string) => Meaning | undefined

export interface RecognisedWords {
  column: Meanings<(typeof DOSSIER_FIELDS)[number]>
  outcome: Meanings<(typeof OUTCOMES)[number]>
  channel: Meanings<(typeof CHANNELS)[number]>
}

/** The words that files of dossiers use, from `recognised` in the locale files: lists separated by semicolons. */
export function recognisedWords(translations: Readonly<Record<Locale, Translate>>): RecognisedWords {
  return {
    column: meanings('column', DOSSIER_FIELDS),
    outcome: meanings('outcome', OUTCOMES),
    channel: meanings('channel', CHANNELS),
  }

  function meanings<Meaning extends string>(kind: string, all: readonly Meaning[]): Meanings<Meaning> {
    const known = new Map<string, Meaning>()
    for (const meaning of all) {
      known.set(folded(meaning), meaning)
      const key: string = `invitations:recognised.${kind}.${meaning}`
      for (const t of Object.values(translations)) {
        for (const word of t(key).split(';')) known.set(folded(word), meaning)
      }
    }
    return (word) => known.get(folded(word))
  }
}

/** «Mã  Hồ sơ:» → «ma ho so» */
export function folded(text: string): string {
  return searchText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
