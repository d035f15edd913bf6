import type { RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { spelledEnrolmentCode } from './enrolment-code.ts'
import { VALID_MINUTES } from './issue-enrolment-code.ts'

/** What views/devices/enrolment-code.ejs prints, once. */
export interface EnrolmentCodePage {
  title: string
  where: string
  code: string
  /** The address of the kiosk page, to be typed. */
  address: string
  qrSvg: string
  validUntil: string
}

export function enrolmentCodePage({
  touchpoint,
  code,
  publicUrl,
  qrSvg,
  now,
  locale,
  t,
}: {
  touchpoint: RegisteredTouchpoint
  code: string
  publicUrl: URL
  qrSvg: string
  now: Date
  locale: Locale
  t: Translate
}): EnrolmentCodePage {
  const until = new Date(now.getTime() + VALID_MINUTES * 60_000)
  return {
    title: t('devices:code.title'),
    where: [touchpoint.unitName, touchpoint.place].filter(Boolean).join(' · '),
    code: spelledEnrolmentCode(code),
    address: new URL('/kiosk', publicUrl).href,
    qrSvg,
    validUntil: t('devices:code.validUntil', { at: formatFor(locale, t).instant(until.toISOString()) }),
  }
}

/** What the QR code opens. The code stands after `#`, which browsers do not send: it is in no log. */
export function enrolmentUrl(publicUrl: URL, code: string): string {
  return new URL(`/kiosk#code=${code}`, publicUrl).href
}
