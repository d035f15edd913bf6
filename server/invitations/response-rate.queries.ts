import { type RawBuilder, sql } from 'kysely'
import type { Db, Instant } from '../../db/schema.ts'
import type { Period } from '../statistics/reporting-period.ts'
import type { DossierCounts } from '../statistics/response-rate.ts'

export interface DossierCountsRow extends DossierCounts {
  unitId: string
  procedureFieldId: string
}

/** The dossiers that were finished in a period, by unit and field, and what became of them until now. */
export function dossierCounts(db: Db, period: Period): Promise<DossierCountsRow[]> {
  return db
    .selectFrom('dossier_tally')
    .select(['unit_id as unitId', 'procedure_field_id as procedureFieldId'])
    .select([
      total('dossiers').as('dossiers'),
      total('invited').as('invited'),
      total('opened').as('opened'),
      total('answered').as('answered'),
    ])
    .where('day', '>=', period.from)
    .where('day', '<', period.until)
    .groupBy(['unit_id', 'procedure_field_id'])
    .execute()
}

/** When dossiers were last reported; undefined while nobody has reported any. */
export async function dossiersReportedAt(db: Db): Promise<Instant | undefined> {
  const last = await db
    .selectFrom('dossier_import')
    .select('received_at')
    .where('taken', '>', 0)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.received_at
}

function total(column: keyof DossierCounts): RawBuilder<number> {
  return sql<number>`cast(sum(${sql.ref(column)}) as bigint)`
}
