import type { Db } from '../../db/schema.ts'
import { addDays, startOfDay } from '../statistics/civil-date.ts'
import type { AuditFilter } from './audit.input.ts'

export interface AuditEntry {
  id: string
  at: string
  login: string
  address: string
  requestId: string | null
  action: string
  subject: string
  unitId: string | null
  unitName: string | null
  /** JSON. */
  before: string | null
  after: string | null
}

/** The latest entries that match, at most `most`. */
export function listAudit(db: Db, filter: AuditFilter, most: number): Promise<AuditEntry[]> {
  const { login, action, subject, from, to, before } = filter
  let query = db
    .selectFrom('audit_entry as entry')
    .leftJoin('unit', 'unit.id', 'entry.unit_id')
    .select(['entry.id', 'entry.at', 'entry.login', 'entry.address', 'entry.request_id as requestId'])
    .select(['entry.action', 'entry.subject', 'entry.unit_id as unitId', 'unit.name as unitName'])
    .select(['entry.before', 'entry.after'])
  if (login) query = query.where('entry.login', '=', login)
  if (action) query = query.where('entry.action', '=', action)
  if (subject) query = query.where('entry.subject', 'like', contains(subject))
  if (from) query = query.where('entry.at', '>=', startOfDay(from))
  if (to) query = query.where('entry.at', '<', startOfDay(addDays(to, 1)))
  const [at, id] = before.split('~', 2)
  if (at && id) {
    query = query.where((eb) =>
      eb.or([eb('entry.at', '<', at), eb.and([eb('entry.at', '=', at), eb('entry.id', '<', id)])]),
    )
  }
  return query.orderBy('entry.at', 'desc').orderBy('entry.id', 'desc').limit(most).execute()
}

/** Where a list that ends with this entry goes on. */
export function cursorAfter({ at, id }: AuditEntry): string {
  return `${at}~${id}`
}

/** The kinds of deeds that there are entries of. */
export async function listActions(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('audit_entry').select('action').distinct().orderBy('action').execute()
  return rows.map(({ action }) => action)
}

/** `%` and `_` stand for themselves; neither database has another escape in common. */
function contains(text: string): string {
  return `%${text.replace(/[%_\\]/g, '')}%`
}
