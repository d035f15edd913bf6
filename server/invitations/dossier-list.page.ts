import type { Format } from '../web/format.ts'
import type { Translate } from '../web/i18n.ts'
import { type DossierImport, rowsDone, shownState } from './dossier-import.ts'

/** The imports, and the form for another one. */
export interface DossierListPage {
  title: string
  upload: { error: string | null } | null
  imports: ImportRow[]
}

export interface ImportRow {
  /** Null for what programs report: there is nothing more to see. */
  href: string | null
  source: string
  received: string
  rows: string
  taken: string
  repeated: string
  refused: string
  state: string
}

export function dossierListPage({
  imports,
  mayImport,
  error,
  now,
  t,
  format,
}: {
  imports: readonly DossierImport[]
  mayImport: boolean
  error: string | null
  now: Date
  t: Translate
  format: Format
}): DossierListPage {
  return {
    title: t('invitations:list.title'),
    upload: mayImport ? { error } : null,
    imports: imports.map((one) => ({
      href: one.kind === 'file' ? importPath(one) : null,
      source: one.kind === 'file' ? one.sourceName : t('invitations:list.api', { name: one.sourceName }),
      received: format.instant(one.receivedAt),
      rows: format.count(one.rows ?? rowsDone(one)),
      taken: format.count(one.taken),
      repeated: format.count(one.repeated),
      refused: format.count(one.refused),
      state: t(`invitations:state.${shownState(one, now)}`),
    })),
  }
}

export function importPath({ id }: Pick<DossierImport, 'id'>): string {
  return `/dossiers/imports/${id}`
}
