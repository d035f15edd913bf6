import { typedAddress } from '../touchpoints/form-url.ts'
import type { RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { spelledCode } from '../touchpoints/touchpoint-code.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { ProvinceFrame } from '../web/layout.page.ts'
import { POSTER_SIZES, type PosterSize } from './poster-size.ts'

/** A unit's name longer than this is printed smaller. */
const LONG_NAME = 60

/** What views/posters/poster.ejs prints: always in both languages, whatever the reader's own. */
export interface PosterPage {
  title: string
  size: PosterSize
  backHref: string
  sizes: { label: string; href: string; current: boolean }[]
  /** Whose office it is; '' and null for what the province has not said. */
  province: Pick<ProvinceFrame, 'name' | 'logo'>
  unitName: string
  isLongName: boolean
  /** Where it is meant to stand, for whoever puts it up; null where nothing is known. */
  where: string | null
  code: string
  address: string
  qrSvg: string
  vi: PosterWords
  en: PosterWords
}

interface PosterWords {
  heading: string
  /** What is rated: the procedures, or those of one field. */
  what: string
  scan: string
  type: string
  unrecorded: string
}

export interface PosterInput {
  touchpoint: RegisteredTouchpoint
  province: PosterPage['province']
  size: PosterSize
  /** Null where the form asks. */
  fieldName: Record<Locale, string> | null
  publicUrl: URL
  qrSvg: string
  t: Translate
  translations: Record<Locale, Translate>
}

export function posterPage(input: PosterInput): PosterPage {
  const { touchpoint, province, size, fieldName, publicUrl, qrSvg, t, translations } = input
  const { code, unitName, place, counter } = touchpoint
  const path = `/touchpoints/${encodeURIComponent(code)}`
  const where = [place, counter && translations.vi('touchpoints:counter', { counter })].filter(Boolean)
  return {
    title: t('posters:title', { code: spelledCode(code), size: t(`touchpoints:page.poster.${size}`) }),
    size,
    backHref: path,
    sizes: POSTER_SIZES.map((other) => ({
      label: t(`touchpoints:page.poster.${other}`),
      href: `${path}/poster/${other}`,
      current: other === size,
    })),
    province,
    unitName,
    isLongName: unitName.length > LONG_NAME,
    where: where.join(' · ') || null,
    code: spelledCode(code),
    address: typedAddress(publicUrl),
    qrSvg,
    vi: posterWords(translations.vi, fieldName?.vi),
    en: posterWords(translations.en, fieldName?.en),
  }
}

function posterWords(t: Translate, field: string | undefined): PosterWords {
  return {
    heading: t('posters:heading'),
    what: field === undefined ? t('posters:what') : t('posters:whatOfField', { field }),
    scan: t('posters:scan'),
    type: t('posters:type'),
    unrecorded: t('posters:unrecorded'),
  }
}
