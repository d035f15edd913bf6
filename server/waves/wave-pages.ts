import type { Response } from 'express'
import { may, mayAt } from '../accounts/may.ts'
import { unitsInScope } from '../accounts/staff.ts'
import type { Deps } from '../app.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { choosableUnits } from '../units/choosable-units.ts'
import type { FieldError } from '../web/http-error.ts'
import { interviewImportPage } from './interview-import.page.ts'
import type { RefusalWords } from './refusal-words.ts'
import { wavePage } from './wave.page.ts'
import {
  countInterviews,
  type InterviewImport,
  listInstrumentVersions,
  listInterviewImports,
  listStrata,
  listWaves,
  type Wave,
} from './wave.queries.ts'
import { waveFormPage } from './wave-form.page.ts'
import type { WaveWords } from './wave-list.page.ts'
import { waveListPage } from './wave-list.page.ts'

/** What staff see of the waves of interviews. */
export interface WavePages {
  showList(response: Response, isCancelled: boolean): Promise<void>
  showForm(
    response: Response,
    values: Readonly<Record<string, string>>,
    errors: readonly FieldError[],
  ): Promise<void>
  showWave(
    response: Response,
    wave: Wave,
    wrong?: { errors?: readonly FieldError[]; frameRefusals?: RefusalWords[] },
  ): Promise<void>
  showImport(response: Response, wave: Wave, file: InterviewImport, alike: number): Promise<void>
}

export function createWavePages({ databases, clock, renderPage }: Deps): WavePages {
  const db = databases.read
  const words = ({ locals }: Response) => locals as WaveWords
  const mayEnter = async (response: Response, { unitId }: Wave) =>
    (await mayAt(db, response, 'entries.write'))(unitId)

  return {
    async showList(response, isCancelled) {
      const { locale, t } = words(response)
      const waves = await listWaves(db, unitsInScope(response))
      renderPage(
        response,
        'waves/list',
        waveListPage(waves, { isCancelled, mayOpen: may(response, 'entries.write'), locale, t }),
      )
    },
    async showForm(response, values, errors) {
      const { locale, t } = words(response)
      const units = await choosableUnits(db, unitsInScope(response), civilDate(clock()))
      const versions = await listInstrumentVersions(db)
      renderPage(response, 'waves/form', waveFormPage({ units, versions, values, errors, locale, t }))
    },
    async showWave(response, wave, { errors = [], frameRefusals = [] } = {}) {
      const { locale, t } = words(response)
      const page = wavePage({
        wave,
        strata: await listStrata(db, wave.id),
        interviews: await countInterviews(db, wave.id),
        imports: await listInterviewImports(db, wave.id),
        errors,
        frameRefusals,
        mayEnter: await mayEnter(response, wave),
        today: civilDate(clock()),
        locale,
        t,
      })
      renderPage(response, 'waves/wave', page)
    },
    async showImport(response, wave, file, alike) {
      const { locale, t } = words(response)
      const page = { wave, file, alike, mayEnter: await mayEnter(response, wave), locale, t }
      renderPage(response, 'waves/import', interviewImportPage(page))
    },
  }
}
