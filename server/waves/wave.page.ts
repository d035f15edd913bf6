import type { CivilDate } from '../statistics/civil-date.ts'
import { formatFor } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import { isCancellable } from './cancel-wave.ts'
import { storedRefusals } from './refusal.ts'
import { type RefusalWords, refusedRows } from './refusal-words.ts'
import type { InterviewImport, Stratum, Wave } from './wave.queries.ts'
import { type WaveWords, waveDates, wavePath } from './wave-list.page.ts'

/** What a page lists at most of what is wrong with a file. */
export const MOST_REFUSALS_SHOWN = 50

/** What views/waves/wave.ejs prints. */
export interface WavePage {
  title: string
  facts: { name: string; value: string }[]
  /** What is wrong with a file as a whole; '' for nothing. */
  fileError: { frame: string; interviews: string }
  /** What is wrong with the rows of a frame that was sent; nothing of it was added. */
  frameRefusals: RefusalWords[]
  strata: { name: string; unit: string; population: string; interviews: string }[]
  total: { population: string; interviews: string }
  /** Null for who may only look. */
  frameAction: string | null
  /** Null before there is a frame, too. */
  interviewsAction: string | null
  templateHref: string
  /** Null where the wave cannot be taken back. */
  cancelAction: string | null
  imports: { href: string; fileName: string; receivedBy: string; counts: string; state: string }[]
}

export interface WaveInput extends WaveWords {
  wave: Wave
  strata: readonly Stratum[]
  interviews: ReadonlyMap<string, number>
  imports: readonly InterviewImport[]
  frameRefusals: RefusalWords[]
  errors: readonly FieldError[]
  mayEnter: boolean
  today: CivilDate
}

export function wavePage(input: WaveInput): WavePage {
  const { wave, strata, interviews, imports, frameRefusals, errors, mayEnter, today, locale, t } = input
  const { count } = formatFor(locale, t)
  const path = wavePath(wave.id)
  const errorOf = (name: string) => errors.find(({ field }) => field === name)?.message ?? ''
  const ofStratum = ({ touchpointCode }: Stratum) => interviews.get(touchpointCode) ?? 0
  const sum = (numberOf: (stratum: Stratum) => number) =>
    strata.reduce((total, stratum) => total + numberOf(stratum), 0)
  return {
    title: wave.name,
    facts: [
      { name: t('waves:list.columns.unit'), value: wave.unitName },
      { name: t('waves:list.columns.dates'), value: waveDates(wave, { locale, t }) },
      {
        name: t('waves:list.columns.questionnaire'),
        value: wave.instrumentVersion.content.title[locale],
      },
    ],
    fileError: { frame: errorOf('frame'), interviews: errorOf('interviews') },
    frameRefusals: frameRefusals.slice(0, MOST_REFUSALS_SHOWN),
    strata: strata.map((stratum) => ({
      name: stratum.name,
      unit: stratum.unitName,
      population: count(stratum.population),
      interviews: count(ofStratum(stratum)),
    })),
    total: { population: count(sum(({ population }) => population)), interviews: count(sum(ofStratum)) },
    frameAction: mayEnter ? `${path}/frame` : null,
    interviewsAction: mayEnter && strata.length > 0 ? `${path}/interviews` : null,
    templateHref: `${path}/template.csv`,
    cancelAction: mayEnter && isCancellable(wave, imports.length, today) ? `${path}/cancel` : null,
    imports: imports.map((one) => ({
      href: `${path}/interviews/${one.id}`,
      fileName: one.fileName,
      receivedBy: one.receivedByName,
      counts: t('waves:import.counts', {
        rows: count(one.rows),
        taken: count(one.taken),
        refused: count(refusedRows(storedRefusals(one.refusals))),
      }),
      state: t(one.importedAt === null ? 'waves:import.checked' : 'waves:import.imported'),
    })),
  }
}
