import type { Request } from 'express'
import type { CivilDate, Db } from '../../db/schema.ts'
import { countSteps } from './dossier-tally.ts'

const FETCHED_AHEAD = /prefetch|prerender|preview/i
/** Programs that look at a link which somebody sends in a message. */
const LOOKS_AHEAD = /bot\b|crawler|spider|preview|facebookexternalhit/i

/** Whether somebody opens the page, rather than a program that fetches it ahead or looks what it is. */
export function isOpenedByPerson({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  const purpose = String(headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-moz'] ?? '')
  const destination = headers['sec-fetch-dest'] ?? 'document'
  return (
    method === 'GET' &&
    destination === 'document' &&
    !FETCHED_AHEAD.test(purpose) &&
    !LOOKS_AHEAD.test(headers['user-agent'] ?? '')
  )
}

/** Counts the first time that an invitation is opened. */
export async function noteOpened(db: Db, codeHash: string, today: CivilDate): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const opened = await trx
      .updateTable('dossier')
      .set({ opened_on: today })
      .where('code_hash', '=', codeHash)
      .where('opened_on', 'is', null)
      .returning(['unit_id', 'procedure_field_id', 'finished_on'])
      .execute()
    await countSteps(trx, { opened })
  })
}
