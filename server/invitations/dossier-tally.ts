import { type BulkTable, insertRows } from '../../db/bulk-insert.ts'
import type { CivilDate, Trx } from '../../db/schema.ts'

export const STEPS = ['dossiers', 'invited', 'opened', 'answered'] as const
/** How far a dossier has come: reported, its invitation made out, opened, answered. */
export type Step = (typeof STEPS)[number]

/** What says where a dossier is counted. */
export interface CountedDossier {
  unit_id: string
  procedure_field_id: string
  finished_on: CivilDate
}

const TALLY: BulkTable = {
  table: 'dossier_tally',
  columns: {
    day: 'text',
    unit_id: 'text',
    procedure_field_id: 'text',
    dossiers: 'integer',
    invited: 'integer',
    opened: 'integer',
    answered: 'integer',
  },
  key: ['day', 'unit_id', 'procedure_field_id'],
  add: STEPS,
}

const addRows = insertRows(TALLY)

/** Counts dossiers that have come so far, in the transaction in which they did. */
export async function countSteps(
  trx: Trx,
  steps: Partial<Record<Step, readonly CountedDossier[]>>,
): Promise<void> {
  const cells = new Map<string, Record<Step, number>>()
  for (const step of STEPS) {
    for (const dossier of steps[step] ?? []) {
      const key = `${dossier.finished_on}\t${dossier.unit_id}\t${dossier.procedure_field_id}`
      const cell = cells.get(key) ?? { dossiers: 0, invited: 0, opened: 0, answered: 0 }
      cell[step]++
      cells.set(key, cell)
    }
  }
  // Always in the same order, so that two processes never wait for each other's rows crosswise.
  const ordered = [...cells].sort(([a], [b]) => (a < b ? -1 : 1))
  if (ordered.length === 0) return
  await addRows(
    trx,
    ordered.map(([key, cell]) => [...key.split('\t'), ...STEPS.map((step) => cell[step])]),
  )
}
