import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Deps } from '../app.ts'
import type { InstrumentContent } from '../instruments/instrument.ts'
import { listProcedureFields, type ProcedureField } from '../procedures/procedure-field.queries.ts'
import { remembered } from '../remembered.ts'
import { settingsOf } from '../settings/current-settings.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { findTouchpoint } from '../touchpoints/touchpoint.queries.ts'
import { askedOn, type Touchpoint } from '../touchpoints/touchpoint.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { enteredValues } from '../web/parse-form.ts'
import { type EmptyForm, emptyForm } from './empty-form.ts'
import { type RatingFormPage, ratingFormPage } from './rating-form.page.ts'
import { type ThanksState, thanksPage } from './thanks.page.ts'

export type { RatingFormPage }

export interface Invitation {
  token: string
  procedureFieldId: string
}

/** What a person sees of a rating: its form, empty or with what was entered, and the thanks. */
export interface RatingPages {
  touchpointOf(code: string): Promise<Touchpoint | undefined>
  procedureFields(): Promise<ProcedureField[]>
  /** The model of an empty form without a key, for a page that holds one. */
  blankForm(touchpoint: Touchpoint, words: Words): Promise<RatingFormPage>
  /** The form of a questionnaire that is asked nowhere yet: it cannot be sent. */
  previewForm(content: InstrumentContent, kind: 'qr' | 'kiosk', words: Words): Promise<RatingFormPage>
  showForm(request: Request, response: Response, touchpoint: Touchpoint): Promise<void>
  /** The form for one dossier, whose unit the touchpoint stands for. */
  showInvitation(response: Response, touchpoint: Touchpoint, invitation: Invitation): Promise<void>
  /** The form again, with everything that was entered and what is wrong with it. */
  showFormAgain(
    request: Request,
    response: Response,
    touchpoint: Touchpoint,
    errors: FieldError[],
  ): Promise<void>
  showThanks(response: Response, touchpoint: Touchpoint, state: ThanksState): void
}

export function createRatingPages({ databases, clock, renderPage }: Deps): RatingPages {
  const touchpointOf = remembered(async (code) => {
    const touchpoint = await findTouchpoint(databases.read, code)
    return touchpoint && askedOn(touchpoint, civilDate(clock()))
  }, clock)
  const fieldsOf = remembered(() => listProcedureFields(databases.read), clock)
  const procedureFields = async () => (await fieldsOf('all')) ?? []
  /** By language and the settings' revision, as long as the touchpoint is remembered. */
  const emptyForms = new WeakMap<Touchpoint, Map<string, EmptyForm>>()

  async function formOf(touchpoint: Touchpoint, { locale, t }: Words, state: FormState) {
    const { code, unitName, place, kind, instrumentVersion } = touchpoint
    const { invitation, procedureField } = state.values
    const fixedField = (invitation === undefined ? touchpoint.procedureFieldId : procedureField) ?? null
    return ratingFormPage({
      touchpoint: { code, unitName, place, kind, procedureField: fixedField },
      fields: await procedureFields(),
      instrument: instrumentVersion.content,
      instrumentVersionId: instrumentVersion.id,
      locale,
      t,
      ...state,
    })
  }

  async function show(response: Response, touchpoint: Touchpoint, state: FormState): Promise<string> {
    const { invitation } = state.values
    response.locals['pagePath'] = invitation === undefined ? formPath(touchpoint) : invitationPath(invitation)
    const form = await formOf(touchpoint, response.locals as Words, state)
    return renderPage(response, 'responses/rating-form', form)
  }

  return {
    touchpointOf,
    procedureFields,
    blankForm: (touchpoint, words) =>
      formOf(touchpoint, words, { submissionKey: '', values: {}, errors: [] }),
    async previewForm(instrument, kind, { locale, t }) {
      const unitName = t('instruments:preview.unit')
      const form = ratingFormPage({
        touchpoint: { code: '', unitName, place: null, kind, procedureField: null },
        fields: await procedureFields(),
        instrument,
        instrumentVersionId: null,
        locale,
        t,
        submissionKey: '',
        values: {},
        errors: [],
      })
      // Left alone, it begins anew where it is.
      return { ...form, startHref: '' }
    },
    async showForm(request, response, touchpoint) {
      // Not no-store: going back must show the same form with the same key, so that it counts once.
      response.set('Cache-Control', 'private, no-cache')
      const edition = `${response.locals['language']} ${settingsOf(response).revision}`
      const submissionKey = randomUUID()
      const forms = emptyForms.get(touchpoint) ?? new Map<string, EmptyForm>()
      const form = forms.get(edition)
      if (form) return form(request, response, submissionKey)
      const html = await show(response, touchpoint, { submissionKey, values: {}, errors: [] })
      forms.set(edition, emptyForm(html, submissionKey))
      emptyForms.set(touchpoint, forms)
    },
    async showInvitation(response, touchpoint, { token, procedureFieldId }) {
      response.set('Cache-Control', 'no-store')
      const values = { invitation: token, procedureField: procedureFieldId }
      await show(response, touchpoint, { submissionKey: randomUUID(), values, errors: [] })
    },
    async showFormAgain(request, response, touchpoint, errors) {
      const values = enteredValues(request.body)
      const keyIsWrong = errors.some((error) => error.field === 'submissionKey')
      const submissionKey = (!keyIsWrong && values['submissionKey']) || randomUUID()
      response.set('Cache-Control', 'private, no-cache')
      await show(response, touchpoint, { submissionKey, values, errors })
    },
    showThanks(response, touchpoint, state) {
      const { t } = response.locals as Words
      response.set('Cache-Control', 'no-store')
      renderPage(response, 'responses/thanks', thanksPage({ state, touchpoint, t }))
    },
  }
}

export function formPath({ code }: Touchpoint): string {
  return `/r/${encodeURIComponent(code)}`
}

/** The thanks as an address, so that going back does not send the form again. */
export function thanksPath(touchpoint: Touchpoint, state: ThanksState): string {
  return `${formPath(touchpoint)}/thanks${state === 'recorded' ? '' : `?state=${state.replace('_', '-')}`}`
}

/** The page that an invitation's link opens. */
export function invitationPath(token: string): string {
  return `/i/${encodeURIComponent(token)}`
}

interface FormState {
  submissionKey: string
  /** What was posted, by input name. */
  values: Record<string, string>
  errors: FieldError[]
}

interface Words {
  locale: Locale
  t: Translate
}
