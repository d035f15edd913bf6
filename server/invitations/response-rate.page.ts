import { lastDay, type Period } from '../statistics/reporting-period.ts'
import { addDossierCounts, type DossierCounts } from '../statistics/response-rate.ts'
import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { Format } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import type { DossierCountsRow } from './response-rate.queries.ts'

/** Of the dossiers finished in a period: how many came how far, by unit and by field. */
export interface ResponseRatePage {
  title: string
  period: string
  source: string
  errors: FormErrors
  unit: SelectField
  from: TextField
  to: TextField
  csvHref: string
  /** Empty where no dossier was finished. */
  tables: FunnelTable[]
}

export interface FunnelTable {
  id: string
  heading: string
  nameHeading: string
  /** The last is the sum. */
  rows: FunnelRow[]
}

export interface FunnelRow {
  name: string
  dossiers: string
  invited: string
  opened: string
  answered: string
  rate: string
}

export interface ResponseRateInput {
  period: Period
  rows: readonly DossierCountsRow[]
  /** In the order in which lists show them. */
  units: readonly { id: string; name: string }[]
  /** Those of them that may be asked about. */
  choosable: readonly { id: string; name: string }[]
  fields: readonly { id: string; name: string }[]
  /** The day on which dossiers were last reported; null while nobody has reported any. */
  reportedOn: string | null
  posted: { values: Readonly<Record<string, string>>; errors: readonly FieldError[] }
  t: Translate
  format: Format
}

export function responseRatePage(input: ResponseRateInput): ResponseRatePage {
  const { period, rows, units, choosable, fields, reportedOn, posted, t, format } = input
  const form = formFields(posted.values, posted.errors)
  const query = new URLSearchParams({
    unit: posted.values['unit'] ?? '',
    from: period.from,
    to: lastDay(period),
  })
  return {
    title: t('invitations:response.title'),
    period: format.period(period),
    source:
      reportedOn === null
        ? t('invitations:response.noSource')
        : t('invitations:response.source', { date: format.date(reportedOn) }),
    errors: form.errors,
    unit: form.select('unit', { label: t('invitations:response.column.unit') }, [
      { value: '', label: t('invitations:response.allUnits') },
      ...choosable.map(({ id, name }) => ({ value: id, label: name })),
    ]),
    from: form.text('from', { label: t('invitations:response.from') }, 'date'),
    to: form.text('to', { label: t('invitations:response.to') }, 'date'),
    csvHref: `/dossiers/response.csv?${query}`,
    tables: rows.length === 0 ? [] : [table('unit', units, input), table('field', fields, input)],
  }
}

function table(
  by: 'unit' | 'field',
  names: readonly { id: string; name: string }[],
  { rows, t, format }: ResponseRateInput,
): FunnelTable {
  const idOf = (row: DossierCountsRow) => (by === 'unit' ? row.unitId : row.procedureFieldId)
  return {
    id: `by-${by}`,
    heading: t(by === 'unit' ? 'invitations:response.byUnit' : 'invitations:response.byField'),
    nameHeading: t(`invitations:response.column.${by}`),
    rows: [
      ...names.flatMap(({ id, name }) => {
        const own = rows.filter((row) => idOf(row) === id)
        return own.length === 0 ? [] : [funnelRow(name, own.reduce(addDossierCounts, NONE), { t, format })]
      }),
      funnelRow(t('invitations:response.all'), rows.reduce(addDossierCounts, NONE), { t, format }),
    ],
  }
}

const NONE: DossierCounts = { dossiers: 0, invited: 0, opened: 0, answered: 0 }

function funnelRow(
  name: string,
  { dossiers, invited, opened, answered }: DossierCounts,
  { t, format }: { t: Translate; format: Format },
): FunnelRow {
  return {
    name,
    dossiers: format.count(dossiers),
    invited: format.count(invited),
    opened: format.count(opened),
    answered: format.count(answered),
    rate:
      dossiers === 0
        ? t('invitations:response.unknown')
        : format.share({ satisfied: answered, answered: dossiers }),
  }
}
