import type { RatingFormPage } from '../responses/rating-pages.ts'
import type { ProvinceFrame } from '../web/layout.page.ts'
import { recordingsIn } from './recordings.ts'

/** Everything that citizens see on one kiosk, in one language: kept by the kiosk and shown without a network. */
export interface KioskScreensPage {
  title: string
  unitName: string
  place: string | null
  /** '' and null for what the province has not said. */
  province: Pick<ProvinceFrame, 'name' | 'logo'>
  form: RatingFormPage
  /** JSON: by screen or item, the address of its recording. */
  recordings: string
  thanksSeconds: number
}

export function kioskScreensPage(
  form: RatingFormPage,
  language: string,
  province: KioskScreensPage['province'],
): KioskScreensPage {
  const { title, unitName, place } = form
  return {
    title,
    unitName,
    place,
    province,
    form,
    recordings: JSON.stringify(recordingsIn(language)),
    thanksSeconds: THANKS_SECONDS,
  }
}

const THANKS_SECONDS = 15
