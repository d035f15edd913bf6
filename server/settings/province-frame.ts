import type { Response } from 'express'
import type { Clock } from '../clock.ts'
import { civilDate } from '../statistics/civil-date.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { ProvinceFrame } from '../web/layout.page.ts'
import { logoHref } from './logo-href.ts'
import { DEFAULT_SETTINGS, provinceName, type Settings } from './settings.ts'

/** What pages show of the province around what they are about. */
export function provinceFrames(clock: Clock) {
  return (response: Response, { withLogo }: { withLogo: boolean }): ProvinceFrame => {
    const { locale, t } = response.locals as { locale: Locale; t: Translate }
    // A page that says that the database cannot be read has no settings.
    const settings: Settings = response.locals['settings'] ?? DEFAULT_SETTINGS
    return {
      name: provinceName(settings, locale),
      logo: withLogo ? logoFrame(settings) : null,
      letterhead: letterhead(settings, t, clock()),
    }
  }
}

export function logoFrame({ logo }: Settings): ProvinceFrame['logo'] {
  return logo && { href: logoHref(logo), width: logo.width, height: logo.height }
}

/** The left block and the line of place and date of an official document (NĐ 30/2020/NĐ-CP); null without an agency. */
function letterhead(
  { superiorAgency, issuingAgency, placeName }: Settings,
  t: Translate,
  now: Date,
): ProvinceFrame['letterhead'] {
  if (issuingAgency === '') return null
  const [year, month = '', day] = civilDate(now).split('-')
  return {
    superior: superiorAgency,
    issuing: issuingAgency,
    placeAndDate:
      placeName &&
      t('settings:letterhead.placeAndDate', { place: placeName, day, month: writtenMonth(month), year }),
  }
}

/** As in official documents: 01 and 02 keep their zero, with which nobody makes them 11 or 12. */
function writtenMonth(month: string): string {
  return Number(month) > 2 ? String(Number(month)) : month
}
