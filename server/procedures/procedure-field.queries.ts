import type { Db } from '../../db/schema.ts'
import type { Localised } from '../instruments/instrument.ts'

export interface ProcedureField {
  id: string
  name: Localised
  provider: 'administrative_agency' | 'public_service'
}

export async function listProcedureFields(db: Db): Promise<ProcedureField[]> {
  const rows = await db.selectFrom('procedure_field').selectAll().orderBy('sort_order').execute()
  return rows.map((row) => ({
    id: row.id,
    name: { vi: row.name_vi, en: row.name_en },
    provider: row.provider,
  }))
}
