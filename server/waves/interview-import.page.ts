import { formatFor } from '../web/format.ts'
import { storedRefusals } from './refusal.ts'
import { type RefusalWords, refusalWords, refusedRows } from './refusal-words.ts'
import { MOST_REFUSALS_SHOWN } from './wave.page.ts'
import type { InterviewImport, Wave } from './wave.queries.ts'
import { type WaveWords, wavePath } from './wave-list.page.ts'

/** What views/waves/import.ejs prints: what became of a file, or what would. */
export interface InterviewImportPage {
  title: string
  waveName: string
  backHref: string
  notice: string
  facts: { name: string; value: string }[]
  /** Set where interviews of other files say the same. */
  alike: string | null
  /** Null once it is imported, where there is nothing to take, and for who may only look. */
  importAction: string | null
  importLabel: string
  refusals: RefusalWords[]
  /** Set when there are more than are shown. */
  rest: string | null
  refusalsHref: string
}

export interface InterviewImportInput extends WaveWords {
  wave: Wave
  file: InterviewImport
  alike: number
  mayEnter: boolean
}

export function interviewImportPage({
  wave,
  file,
  alike,
  mayEnter,
  locale,
  t,
}: InterviewImportInput): InterviewImportPage {
  const { count } = formatFor(locale, t)
  const path = `${wavePath(wave.id)}/interviews/${file.id}`
  const refusals = storedRefusals(file.refusals)
  const refused = refusedRows(refusals)
  const isImported = file.importedAt !== null
  const good = file.rows - refused
  return {
    title: t('waves:import.title', { file: file.fileName }),
    waveName: wave.name,
    backHref: wavePath(wave.id),
    notice: t(isImported ? 'waves:import.importedNotice' : 'waves:import.checkedNotice'),
    facts: [
      { name: t('waves:import.rows'), value: count(file.rows) },
      isImported
        ? { name: t('waves:import.taken'), value: count(file.taken) }
        : { name: t('waves:import.good'), value: count(good) },
      ...(file.repeated > 0 ? [{ name: t('waves:import.repeated'), value: count(file.repeated) }] : []),
      { name: t('waves:import.refused'), value: count(refused) },
    ],
    alike: alike > 0 ? t('waves:import.alike', { count: alike }) : null,
    importAction: mayEnter && !isImported && good > 0 ? `${path}/import` : null,
    importLabel: t('waves:import.submit', { count: good }),
    refusals: refusalWords(refusals.slice(0, MOST_REFUSALS_SHOWN), wave.instrumentVersion.content, {
      locale,
      t,
    }),
    rest:
      refusals.length > MOST_REFUSALS_SHOWN
        ? t('waves:import.rest', { count: refusals.length - MOST_REFUSALS_SHOWN })
        : null,
    refusalsHref: `${path}/refusals.csv`,
  }
}
