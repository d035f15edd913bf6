import type { RatingFormPage } from '../responses/rating-pages.ts'
import type { Translate } from '../web/i18n.ts'

/** What views/instruments/preview.ejs prints: the form as people will see it, which cannot be sent. */
export interface InstrumentPreviewPage {
  title: string
  closeHref: string
  form: RatingFormPage
}

export function instrumentPreviewPage(
  form: RatingFormPage,
  closeHref: string,
  t: Translate,
): InstrumentPreviewPage {
  return { title: t('instruments:preview.title'), closeHref, form }
}
