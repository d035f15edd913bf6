import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import { FINDINGS } from './flag.input.ts'
import type { Flag } from './flag.queries.ts'
import { type FlagWords, flagPath, flagWords, type ReviewWords } from './flag-words.ts'

/** What views/review/flag.ejs prints. */
export interface FlagPage extends FlagWords {
  title: string
  foundAt: string
  touchpointHref: string
  hours: { hour: string; responses: string; isUnusual: boolean }[]
  /** What was found; null while it is under review. */
  settled: { heading: string; note: string; by: string } | null
  /** Null for what is settled, and for who may only look. */
  form: SettlementForm | null
}

export interface SettlementForm {
  action: string
  errors: FormErrors
  finding: SelectField
  note: TextField
  responses: number
}

export interface FlagPageInput {
  flag: Flag
  /** Ratings of each hour of the day. */
  hours: readonly number[]
  maySettle: boolean
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
}

export function flagPage(
  { flag, hours, maySettle, values, errors }: FlagPageInput,
  words: ReviewWords,
): FlagPage {
  const { t, format } = words
  const { signals, settled, responses, touchpointCode } = flag
  const named = flagWords(flag, words)
  const isUnusual = (hour: number) => signals.some((signal) => signal.hour === hour)
  return {
    ...named,
    title: t('review:page.title', { place: named.place, day: named.day }),
    foundAt: format.instant(flag.foundAt),
    touchpointHref: `/touchpoints/${encodeURIComponent(touchpointCode)}`,
    hours: hours.flatMap((count, hour) =>
      count === 0
        ? []
        : [
            {
              hour: t('review:page.hour', { from: hour, until: hour + 1 }),
              responses: format.count(count),
              isUnusual: isUnusual(hour),
            },
          ],
    ),
    settled: settled && {
      heading: named.state,
      note: settled.note,
      by: t('review:page.settledBy', { name: settled.byName, at: format.instant(settled.at) }),
    },
    form: maySettle && settled === null ? settlementForm() : null,
  }

  function settlementForm(): SettlementForm {
    const { text, select, errors: listed } = formFields(values, errors)
    return {
      action: `${flagPath(flag)}/settle`,
      errors: listed,
      finding: select('finding', { label: t('review:form.finding'), required: true }, [
        { value: '', label: t('review:form.choose') },
        ...FINDINGS.map((finding) => ({ value: finding, label: t(`review:form.${finding}`) })),
      ]),
      note: text('note', { label: t('review:form.note'), hint: t('review:form.noteHint'), required: true }),
      responses,
    }
  }
}
