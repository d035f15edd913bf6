import { type FormErrors, formFields, type SelectField } from '../web/form-field.page.ts'
import type { Format } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { DOSSIER_FIELDS, REQUIRED_FIELDS } from './dossier-field.ts'
import { type DossierImport, type Refusal, rowsDone, type ShownState, shownState } from './dossier-import.ts'
import { importPath } from './dossier-list.page.ts'
import { choicesFor, mappingValues, type Offered } from './mapping-form.ts'

/** One file of dossiers, from choosing its columns to making out invitations. */
export interface DossierImportPage {
  title: string
  path: string
  received: string
  fileHash: string
  state: string
  /** Null where there is nothing to choose. */
  mapping: { errors: FormErrors; fields: SelectField[]; isOpen: boolean } | null
  progress: ImportProgress | null
  /** What stands in the way: interrupted, unreadable, or its file is gone. */
  obstacle: { text: string; canContinue: boolean } | null
  result: ImportResult | null
  /** Null where there is nothing to import. */
  run: string | null
  invitations: { lead: string } | null
}

/** `pattern` has `{done}` where the script counts on; `text` says it before the script runs. */
export interface ImportProgress {
  state: ShownState
  text: string
  pattern: string
  done: number
  /** Null where nobody knows yet how many there are. */
  rows: number | null
}

export interface ImportResult {
  heading: string
  lead: string | null
  counts: { label: string; count: string }[]
  refusals: { row: string; field: string; problem: string }[]
  more: string | null
}

export interface DossierImportInput {
  one: DossierImport
  offered: Offered
  /** What was posted for the mapping, and what is wrong with it. */
  posted: { values: Readonly<Record<string, string>>; errors: readonly FieldError[] } | null
  refusals: readonly Refusal[]
  mayImport: boolean
  now: Date
  t: Translate
  format: Format
}

/** Refusals that the page shows; the file has all. */
export const MOST_REFUSALS = 50

export function dossierImportPage(input: DossierImportInput): DossierImportPage {
  const { one, mayImport, now, t, format } = input
  const state = shownState(one, now)
  const hasFile = one.fileUntil !== null
  const canChoose = ['received', 'checked', 'unreadable'].includes(state) && hasFile
  return {
    title: one.sourceName,
    path: importPath(one),
    received: t('invitations:import.receivedAt', { at: format.instant(one.receivedAt) }),
    fileHash: one.fileHash ?? '',
    state: t(`invitations:state.${state}`),
    mapping: mayImport && canChoose ? mappingForm(input, state) : null,
    progress: progress(one, state, { t, format }),
    obstacle: obstacle(one, state, mayImport, { t, format }),
    result: state === 'checked' || state === 'imported' ? result(input) : null,
    run:
      mayImport && state === 'checked' && one.taken > 0
        ? t('invitations:import.run', { count: format.count(one.taken) })
        : null,
    invitations:
      mayImport && state === 'imported' && one.fileUntil !== null
        ? { lead: t('invitations:import.invitations.lead', { until: format.instant(one.fileUntil) }) }
        : null,
  }
}

interface Words {
  t: Translate
  format: Format
}

function mappingForm({ one, offered, posted, t }: DossierImportInput, state: ShownState) {
  const errors = posted?.errors ?? []
  const fields = formFields(posted?.values ?? mappingValues(one.mapping), errors)
  return {
    errors: fields.errors,
    fields: DOSSIER_FIELDS.map((field) =>
      fields.select(
        field,
        { label: t(`invitations:field.${field}`), required: REQUIRED_FIELDS.has(field) },
        choicesFor(field, offered),
      ),
    ),
    isOpen: state !== 'checked' || errors.length > 0,
  }
}

function progress(one: DossierImport, state: ShownState, { t, format }: Words): ImportProgress | null {
  if (state !== 'checking' && state !== 'importing') return null
  const done = rowsDone(one)
  const words = (count: string) =>
    t(`invitations:import.progress.${state}`, { done: count, rows: format.count(one.rows ?? 0) })
  return {
    state,
    text: words(format.count(done)),
    pattern: words('{done}'),
    done,
    rows: one.rows,
  }
}

function obstacle(one: DossierImport, state: ShownState, mayImport: boolean, { t, format }: Words) {
  const done = format.count(rowsDone(one))
  switch (state) {
    case 'interrupted':
      return { text: t('invitations:import.interrupted.text', { done }), canContinue: mayImport }
    case 'expired':
      return { text: t('invitations:import.expired'), canContinue: false }
    case 'unreadable': {
      const problem = t(`invitations:unreadable.${one.problem}`)
      return { text: t('invitations:import.unreadable', { done, problem }), canContinue: false }
    }
    case 'imported':
      return one.fileUntil === null
        ? { text: t('invitations:import.invitations.gone'), canContinue: false }
        : null
    default:
      return null
  }
}

function result({ one, refusals, t, format }: DossierImportInput): ImportResult {
  const isDryRun = one.state === 'checked'
  return {
    heading: t(`invitations:import.result.${one.state}`),
    lead: isDryRun
      ? t(one.taken > 0 ? 'invitations:import.result.lead' : 'invitations:import.nothing')
      : null,
    counts: [
      { label: t('invitations:import.result.rows'), count: format.count(one.rows ?? 0) },
      { label: t('invitations:import.result.taken'), count: format.count(one.taken) },
      { label: t('invitations:import.result.repeated'), count: format.count(one.repeated) },
      { label: t('invitations:import.result.refused'), count: format.count(one.refused) },
    ],
    refusals: refusals.map(({ row, field, problem }) => ({
      row: format.count(row),
      field: t(`invitations:field.${field}`),
      problem: t(`invitations:problem.${problem}`),
    })),
    more:
      refusals.length >= MOST_REFUSALS
        ? t('invitations:import.refusals.more', { shown: format.count(MOST_REFUSALS) })
        : null,
  }
}
