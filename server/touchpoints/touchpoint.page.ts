import { POSTER_SIZES } from '../posters/poster-size.ts'
import { formFields, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { type OpeningHours, sessionsText, WEEKDAYS } from './opening-hours.ts'
import type { RegisteredTouchpoint } from './register.queries.ts'
import { spelledCode } from './touchpoint-code.ts'
import { touchpointWords, type WordsInput } from './touchpoint-words.ts'

export const DEEDS = ['added', 'changed', 'retired', 'replaced'] as const

/** What views/touchpoints/touchpoint.ejs prints. */
export interface TouchpointPage {
  title: string
  /** What has just been done. */
  done: string | null
  unitName: string
  facts: { name: string; value: string }[]
  /** Null where no hours are stated. */
  hours: { day: string; sessions: string }[] | null
  address: string
  previewHref: string | null
  replacement: { text: string; link: string; href: string } | null
  /** Null for what nobody scans. */
  print: { posters: { label: string; href: string }[]; svgHref: string; pngHref: string } | null
  /** Null for who may only look, and for what is out of service. */
  actions: { changeHref: string; retireHref: string; replaceHref: string; lastDay: TextField } | null
}

export interface TouchpointInput extends WordsInput {
  touchpoint: RegisteredTouchpoint
  formUrl: URL
  today: string
  mayChange: boolean
  done: (typeof DEEDS)[number] | null
  errors: readonly FieldError[]
  values: Readonly<Record<string, string>>
}

export function touchpointPage(input: TouchpointInput): TouchpointPage {
  const { touchpoint, formUrl, today, mayChange, done, errors, values, t } = input
  const { replacedBy, openingHours, state, kind, unitName } = touchpoint
  const words = touchpointWords(touchpoint, input)
  const unset = t('touchpoints:page.unset')
  const path = pathOf(touchpoint.code)
  return {
    title: t('touchpoints:page.title', { code: words.code }),
    done: done && t(`touchpoints:done.${done}`),
    unitName,
    facts: [
      { name: t('touchpoints:page.state'), value: words.state },
      { name: t('touchpoints:page.kind'), value: words.kind },
      { name: t('touchpoints:page.place'), value: words.place ?? unset },
      { name: t('touchpoints:page.counter'), value: words.counter ?? unset },
      { name: t('touchpoints:page.field'), value: words.field },
      { name: t('touchpoints:page.valid'), value: words.valid },
    ],
    hours: openingHours && weekOf(openingHours, t),
    address: formUrl.href,
    previewHref: state === 'open' ? formUrl.pathname : null,
    replacement:
      replacedBy === null
        ? null
        : {
            text: t('touchpoints:page.replacedBy', { code: spelledCode(replacedBy) }),
            link: t('touchpoints:page.openReplacement', { code: spelledCode(replacedBy) }),
            href: pathOf(replacedBy),
          },
    print:
      kind === 'qr' && state !== 'retired'
        ? {
            posters: POSTER_SIZES.map((size) => ({
              label: t(`touchpoints:page.poster.${size}`),
              href: `${path}/poster/${size}`,
            })),
            svgHref: `${path}/qr.svg`,
            pngHref: `${path}/qr.png`,
          }
        : null,
    actions:
      mayChange && state !== 'retired'
        ? {
            changeHref: `${path}/change`,
            retireHref: `${path}/retire`,
            replaceHref: `${path}/replace`,
            lastDay: formFields({ lastDay: today, ...values }, errors).text(
              'lastDay',
              { label: t('touchpoints:page.retire.lastDay'), required: true },
              'date',
            ),
          }
        : null,
  }
}

export function pathOf(code: string): string {
  return `/touchpoints/${encodeURIComponent(code)}`
}

function weekOf(hours: OpeningHours, t: Translate): { day: string; sessions: string }[] {
  return WEEKDAYS.map((day) => ({
    day: t(`touchpoints:weekday.${day}`),
    sessions: sessionsText(hours[day]) || t('touchpoints:page.dayClosed'),
  }))
}
