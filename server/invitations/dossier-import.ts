import type { DossierImportState, Instant } from '../../db/schema.ts'
import type { ColumnMapping } from './column-mapping.ts'

/** One delivery of dossiers: a file, or what a program reported on one day. */
export interface DossierImport {
  id: string
  kind: 'file' | 'api'
  sourceName: string
  fileHash: string | null
  fileFormat: 'csv' | 'xlsx' | null
  header: readonly string[]
  mapping: ColumnMapping
  receivedAt: Instant
  importedBy: string | null
  rows: number | null
  taken: number
  repeated: number
  refused: number
  state: DossierImportState
  problem: string | null
  progressedAt: Instant
  fileUntil: Instant | null
}

/** Work that has not moved for so long is no longer done by anybody. */
const STALLED_AFTER_MS = 60_000
/** How long a file is kept for its import and for making out invitations: over a weekend. */
export const FILE_KEPT_MS = 72 * 60 * 60 * 1000

/** What people are told: `interrupted` work can be continued, an `expired` file must be sent again. */
export type ShownState = DossierImportState | 'interrupted' | 'expired'

export function shownState(one: DossierImport, now: Date): ShownState {
  const isRunning = one.state === 'checking' || one.state === 'importing'
  if (isRunning && isStalled(one, now)) return one.fileUntil === null ? 'expired' : 'interrupted'
  const waitsForFile = one.state === 'received' || one.state === 'checked'
  return waitsForFile && one.fileUntil === null ? 'expired' : one.state
}

export function isStalled({ progressedAt }: Pick<DossierImport, 'progressedAt'>, now: Date): boolean {
  return now.getTime() - Date.parse(progressedAt) > STALLED_AFTER_MS
}

/** Rows that have been worked through. */
export function rowsDone({ taken, repeated, refused }: DossierImport): number {
  return taken + repeated + refused
}

/** A refusal as it is listed and downloaded. */
export interface Refusal {
  row: number
  field: string
  problem: string
}
