import type { Db } from '../../db/schema.ts'
import { type CsvValue, csvDocument, csvLines } from '../web/csv.ts'
import type { AuditFilter } from './audit.input.ts'
import { type AuditEntry, cursorAfter, listAudit } from './audit.queries.ts'

const COLUMNS = ['at', 'login', 'address', 'action', 'subject', 'unit', 'before', 'after', 'request'] as const
const CHUNK = 500

/** Everything that matches, the latest first, in pieces: an audit of years is never in memory as a whole. */
export async function* auditCsv(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  yield csvDocument([COLUMNS])
  for (let before = filter.before; ; ) {
    const entries = await listAudit(db, { ...filter, before }, CHUNK)
    yield csvLines(entries.map(recordOf))
    const last = entries.at(-1)
    if (!last || entries.length < CHUNK) return
    before = cursorAfter(last)
  }
}

function recordOf(entry: AuditEntry): CsvValue[] {
  const { at, login, address, action, subject, unitId, before, after, requestId } = entry
  return [at, login, address, action, subject, unitId, before, after, requestId]
}
