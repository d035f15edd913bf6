import { formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { AuditFilter } from './audit.input.ts'
import { type AuditEntry, cursorAfter } from './audit.queries.ts'
import { changedValues } from './changed-values.ts'

/** What views/audit/audit.ejs prints. */
export interface AuditPage {
  title: string
  filter: { login: TextField; action: SelectField; subject: TextField; from: TextField; to: TextField }
  csvHref: string
  entries: {
    at: string
    who: string
    address: string
    action: string
    subject: string
    unit: string
    changes: { name: string; before: string; after: string }[]
  }[]
  /** Null on the last page. */
  olderHref: string | null
}

export interface AuditPageInput {
  filter: AuditFilter
  entries: readonly AuditEntry[]
  /** Whether there are older ones. */
  goesOn: boolean
  actions: readonly string[]
  locale: Locale
  t: Translate
}

export function auditPage({ filter, entries, goesOn, actions, locale, t }: AuditPageInput): AuditPage {
  const format = formatFor(locale, t)
  const { before: _, ...values } = filter
  const { text, select } = formFields(values, [])
  const last = entries.at(-1)
  return {
    title: t('audit:title'),
    filter: {
      login: text('login', { label: t('audit:filter.login') }),
      action: select('action', { label: t('audit:filter.action') }, [
        { value: '', label: t('audit:filter.all_actions') },
        ...actions.map((action) => ({ value: action, label: actionWords(action, t) })),
      ]),
      subject: text('subject', { label: t('audit:filter.subject') }),
      from: text('from', { label: t('audit:filter.from') }, 'date'),
      to: text('to', { label: t('audit:filter.to') }, 'date'),
    },
    csvHref: `/audit.csv?${new URLSearchParams(values)}`,
    entries: entries.map((entry) => ({
      at: format.instant(entry.at),
      who: entry.login || t('audit:nobody'),
      address: entry.address,
      action: actionWords(entry.action, t),
      subject: entry.subject,
      unit: entry.unitName ?? '',
      changes: changedValues(entry).map(({ name, before, after }) => ({
        name: t(`audit:value.${name}`, { defaultValue: name }),
        before: valueWords(name, before, t),
        after: valueWords(name, after, t),
      })),
    })),
    olderHref:
      goesOn && last ? `/audit?${new URLSearchParams({ ...values, before: cursorAfter(last) })}` : null,
  }
}

/** A deed that has no words yet is named as the program names it. */
function actionWords(action: string, t: Translate): string {
  return t(`audit:action.${action}`, { defaultValue: action })
}

function valueWords(name: string, value: string, t: Translate): string {
  if (name === 'way' && value !== '') return t(`audit:way.${value}`)
  if (name === 'finding' && value !== '') return t(`review:state.${value}`)
  return name === 'role' && value !== '' ? t(`accounts:role.${value}`) : value
}
