import type { Translate } from '../web/i18n.ts'

/** Slips on one page: twenty sheets, as many as somebody cuts at once. */
export const SLIPS_PER_PAGE = 80

/** Results slips for printing: A6, four on a sheet. Always in Vietnamese with a line of English. */
export interface SlipsPage {
  title: string
  backHref: string
  range: string | null
  /** The pages before and after, as forms: to open slips is to make them out. Null where there is none. */
  previous: { action: string; from: number } | null
  next: { action: string; from: number } | null
  nothing: string | null
  sheets: Slip[][]
}

export interface Slip {
  unitName: string
  code: string
  link: string
  qrSvg: string
}

const PER_SHEET = 4

export interface SlipsInput {
  slips: readonly Slip[]
  /** The rows of an import's file from which these are, and where further pages are had; null for one dossier. */
  list: { from: number; rows: number; action: string } | null
  backHref: string
  t: Translate
}

export function slipsPage({ slips, list, backHref, t }: SlipsInput): SlipsPage {
  return {
    title: t('invitations:slips.title'),
    backHref,
    ...(list ? neighbours(list, t) : { range: null, previous: null, next: null }),
    nothing: slips.length === 0 ? t('invitations:slips.nothing') : null,
    sheets: Array.from({ length: Math.ceil(slips.length / PER_SHEET) }, (_, sheet) =>
      slips.slice(sheet * PER_SHEET, (sheet + 1) * PER_SHEET),
    ),
  }
}

function neighbours({ from, rows, action }: NonNullable<SlipsInput['list']>, t: Translate) {
  const next = from + SLIPS_PER_PAGE
  return {
    range: t('invitations:slips.range', { from, to: Math.min(rows, next - 1) }),
    previous: from > 1 ? { action, from: Math.max(1, from - SLIPS_PER_PAGE) } : null,
    next: next <= rows ? { action, from: next } : null,
  }
}
