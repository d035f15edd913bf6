import type { Response } from 'express'
import { may } from '../accounts/may.ts'
import { staffOf } from '../accounts/staff.ts'
import type { Deps } from '../app.ts'
import type { RatingPages } from '../responses/rating-pages.ts'
import { civilDate } from '../statistics/civil-date.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { assignmentPage } from './assignment.page.ts'
import { detailsFormPage } from './details-form.page.ts'
import { type Draft, findDraft, listDrafts } from './draft.queries.ts'
import { listContinuousWaves, listVersions, type PublishedVersion } from './instrument.queries.ts'
import { contentHash, type InstrumentContent } from './instrument.ts'
import { type InstrumentDraftInput, instrumentDraftPage } from './instrument-draft.page.ts'
import { instrumentListPage } from './instrument-list.page.ts'
import { instrumentPreviewPage } from './instrument-preview.page.ts'
import { type InstrumentVersionInput, instrumentVersionPage } from './instrument-version.page.ts'
import { type ItemFormInput, itemFormPage } from './item-form.page.ts'
import { listPlans } from './wave-plans.ts'

type Values = Readonly<Record<string, string>>

/** What staff see of the questionnaires. */
export function createInstrumentPages({ databases, clock, renderPage }: Deps, { previewForm }: RatingPages) {
  const db = databases.read
  const today = () => civilDate(clock())
  const words = (response: Response) => response.locals as { locale: Locale; t: Translate }

  return {
    async showList(response: Response): Promise<void> {
      const [versions, drafts, plans] = await Promise.all([
        listVersions(db),
        listDrafts(db),
        listPlans(db, today()),
      ])
      const { locale, t } = words(response)
      const mayWrite = may(response, 'instruments.write')
      const mayReadDrafts = may(response, 'instruments.read')
      const page = instrumentListPage({
        versions,
        drafts: mayReadDrafts ? drafts : [],
        plans,
        mayWrite,
        today: today(),
        locale,
        t,
      })
      renderPage(response, 'instruments/list', page)
    },

    async showVersion(
      response: Response,
      version: PublishedVersion,
      done: InstrumentVersionInput['done'],
    ): Promise<void> {
      const { instrument, version: number } = version.content
      const [versions, waves, draft] = await Promise.all([
        listVersions(db),
        listContinuousWaves(db),
        findDraft(db, instrument),
      ])
      const { locale, t } = words(response)
      const page = instrumentVersionPage({
        version,
        earlier: versions.find(
          ({ content }) => content.instrument === instrument && content.version < number,
        ),
        waves,
        isBeingRevised: draft !== undefined,
        may: {
          readDrafts: may(response, 'instruments.read'),
          write: may(response, 'instruments.write'),
          approve: may(response, 'instruments.approve'),
        },
        today: today(),
        done,
        locale,
        t,
      })
      renderPage(response, 'instruments/version', page)
    },

    async showDraft(response: Response, draft: Draft, error: InstrumentDraftInput['error']): Promise<void> {
      const versions = await listVersions(db)
      const { locale, t } = words(response)
      const page = instrumentDraftPage({
        draft,
        latest: versions.find(({ content }) => content.instrument === draft.content.instrument),
        staffId: staffOf(response).id,
        may: { write: may(response, 'instruments.write'), approve: may(response, 'instruments.approve') },
        error,
        locale,
        t,
      })
      renderPage(response, 'instruments/draft', page)
    },

    showItemForm(
      response: Response,
      { content }: Draft,
      form: Pick<ItemFormInput, 'type' | 'id' | 'values' | 'errors'>,
    ): void {
      const { locale, t } = words(response)
      const page = itemFormPage({ ...form, content, seen: contentHash(content), locale, t })
      renderPage(response, 'instruments/item-form', page)
    },

    /** @param draft null for a new questionnaire */
    showDetailsForm(
      response: Response,
      draft: Draft | null,
      values: Values,
      errors: readonly FieldError[],
    ): void {
      const { t } = words(response)
      const known = draft && {
        instrumentId: draft.content.instrument,
        seen: contentHash(draft.content),
      }
      const page = detailsFormPage({ draft: known, values, errors, t })
      renderPage(response, 'instruments/details-form', page)
    },

    async showAssignment(
      response: Response,
      version: PublishedVersion,
      values: Values,
      errors: readonly FieldError[],
    ): Promise<void> {
      const [versions, plans] = await Promise.all([listVersions(db), listPlans(db, today())])
      const { locale, t } = words(response)
      const page = assignmentPage({ version, versions, plans, today: today(), values, errors, locale, t })
      renderPage(response, 'instruments/assignment', page)
    },

    async showPreview(
      response: Response,
      content: InstrumentContent,
      kind: 'qr' | 'kiosk',
      closeHref: string,
    ): Promise<void> {
      const { locale, t } = words(response)
      const form = await previewForm(content, kind, { locale, t })
      renderPage(response, 'instruments/preview', instrumentPreviewPage(form, closeHref, t))
    },
  }
}
