import type { ProcedureField } from '../procedures/procedure-field.queries.ts'
import { formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { Batch } from './batch.queries.ts'

/** What views/entries/list.ejs prints. */
export interface BatchListPage {
  title: string
  /** Null for who may only look. */
  newHref: string | null
  batches: ListedBatch[]
}

interface ListedBatch {
  href: string
  unit: string
  field: string
  slipsOn: string
  slips: string
  enteredBy: string
  state: string
  isOpen: boolean
}

export interface EntryWords {
  fields: readonly ProcedureField[]
  locale: Locale
  t: Translate
}

export function batchListPage(
  batches: readonly Batch[],
  { mayEnter, fields, locale, t }: EntryWords & { mayEnter: boolean },
): BatchListPage {
  const { date, count } = formatFor(locale, t)
  return {
    title: t('entries:list.title'),
    newHref: mayEnter ? '/entries/new' : null,
    batches: batches.map((batch) => ({
      href: batchPath(batch.id),
      unit: batch.unitName,
      field: fields.find(({ id }) => id === batch.procedureFieldId)?.name[locale] ?? batch.procedureFieldId,
      slipsOn: date(batch.slipsOn),
      slips: t('entries:list.of', { slips: count(batch.slips), total: count(batch.controlTotal) }),
      enteredBy: batch.enteredByName,
      state: t(`entries:state.${batch.state}`),
      isOpen: batch.state !== 'closed',
    })),
  }
}

export function batchPath(id: string): string {
  return `/entries/${encodeURIComponent(id)}`
}
