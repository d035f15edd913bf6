import { addDays } from '../statistics/civil-date.ts'
import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import { formatFor } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { PublishedVersion } from './instrument.queries.ts'
import { versionPath } from './instrument-paths.ts'
import { type PlannedTouchpoint, waveOn } from './wave-plans.ts'

/** What views/instruments/assignment.ejs prints. */
export interface AssignmentPage {
  title: string
  action: string
  cancelHref: string
  errors: FormErrors
  opensOn: TextField
  units: { name: string; touchpoints: AssignmentRow[] }[]
}

export interface AssignmentRow {
  name: string
  label: string
  /** What is asked there today, and what is planned. */
  asks: string
  checked: boolean
}

export interface AssignmentInput {
  version: PublishedVersion
  versions: readonly PublishedVersion[]
  plans: readonly PlannedTouchpoint[]
  today: string
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  locale: Locale
  t: Translate
}

export function assignmentPage(input: AssignmentInput): AssignmentPage {
  const { version, plans, today, values, errors, locale, t } = input
  const path = versionPath(version.id)
  const { text, errors: listed } = formFields({ opens_on: addDays(today, 1), ...values }, errors)
  const byUnit = Map.groupBy(plans, ({ unitName }) => unitName)
  return {
    title: t('instruments:assign.title', {
      title: version.content.title[locale],
      version: version.content.version,
    }),
    action: `${path}/assign`,
    cancelHref: path,
    errors: listed,
    opensOn: text(
      'opens_on',
      { label: t('instruments:assign.opensOn'), hint: t('instruments:assign.opensOnHint'), required: true },
      'date',
    ),
    units: [...byUnit].map(([name, touchpoints]) => ({
      name,
      touchpoints: touchpoints.map((one) => ({
        name: `at_${one.code}`,
        label: touchpointLabel(one, t),
        asks: asksWords(one, input),
        checked: values[`at_${one.code}`] === 'on',
      })),
    })),
  }
}

function touchpointLabel({ code, kind, mode, place }: PlannedTouchpoint, t: Translate): string {
  const how = mode ? t(`instruments:mode.${mode}`) : t(`touchpoints:kind.${kind}`)
  return [code, how, place].filter((part) => part !== null).join(' · ')
}

function asksWords(touchpoint: PlannedTouchpoint, { versions, today, locale, t }: AssignmentInput): string {
  const format = formatFor(locale, t)
  const named = (id: string | undefined) => {
    const found = versions.find((version) => version.id === id)
    return found
      ? t('instruments:assign.version', {
          title: found.content.title[locale],
          version: found.content.version,
        })
      : ''
  }
  const planned = touchpoint.plan.filter(({ opensOn }) => opensOn > today)
  return [
    named(waveOn(touchpoint, today)?.versionId),
    ...planned.map(({ versionId, opensOn }) =>
      t('instruments:assign.planned', { date: format.date(opensOn), version: named(versionId) }),
    ),
  ].join('; ')
}
