import type { CivilDate, Db, Instant } from '../../db/schema.ts'
import { type Slip, storedSlip } from './slip.ts'

export interface Batch {
  id: string
  unitId: string
  unitName: string
  touchpointCode: string
  procedureFieldId: string
  slipsOn: CivilDate
  controlTotal: number
  slips: number
  state: 'open' | 'closing' | 'closed'
  enteredBy: string
  enteredByName: string
  openedAt: Instant
  closedAt: Instant | null
}

/** What one page of the list shows. */
const MOST_LISTED = 200

/** The batches of the units in scope (null = all): what is still to do first, then the latest. */
export async function listBatches(db: Db, scope: ReadonlySet<string> | null): Promise<Batch[]> {
  return batches(db)
    .$if(scope !== null, (query) => query.where('entry_batch.unit_id', 'in', [...(scope ?? [])]))
    .orderBy((eb) => eb.case().when('entry_batch.state', '=', 'closed').then(1).else(0).end())
    .orderBy('entry_batch.opened_at', 'desc')
    .limit(MOST_LISTED)
    .execute()
}

export function findBatch(db: Db, id: string): Promise<Batch | undefined> {
  return batches(db).where('entry_batch.id', '=', id).executeTakeFirst()
}

function batches(db: Db) {
  return db
    .selectFrom('entry_batch')
    .innerJoin('unit', 'unit.id', 'entry_batch.unit_id')
    .innerJoin('staff', 'staff.id', 'entry_batch.entered_by')
    .select([
      'entry_batch.id',
      'entry_batch.unit_id as unitId',
      'unit.name as unitName',
      'entry_batch.touchpoint_code as touchpointCode',
      'entry_batch.procedure_field_id as procedureFieldId',
      'entry_batch.slips_on as slipsOn',
      'entry_batch.control_total as controlTotal',
      'entry_batch.slips',
      'entry_batch.state',
      'entry_batch.entered_by as enteredBy',
      'staff.name as enteredByName',
      'entry_batch.opened_at as openedAt',
      'entry_batch.closed_at as closedAt',
    ])
}

export interface NumberedSlip extends Slip {
  number: number
  submissionKey: string
}

/** The slips of a batch in their order, whether they wait in it or have become responses. */
export async function listSlips(db: Db, batchId: string): Promise<NumberedSlip[]> {
  const rows = await db
    .selectFrom('entry_slip')
    .leftJoin('response', 'response.submission_key', 'entry_slip.submission_key')
    .select([
      'entry_slip.number',
      'entry_slip.submission_key as submissionKey',
      'entry_slip.content',
      'response.respondent_kind as respondentKind',
      'response.overall',
      'response.answers',
      'response.comment',
    ])
    .where('entry_slip.batch_id', '=', batchId)
    .orderBy('entry_slip.number')
    .execute()
  return rows.map(({ number, submissionKey, content, ...response }) => ({
    number,
    submissionKey,
    ...(content === null ? slipOfResponse(response) : storedSlip(content)),
  }))
}

interface StoredAnswers {
  respondentKind: 'citizen' | 'business' | null
  overall: number | null
  answers: string | null
  comment: string | null
}

function slipOfResponse({ respondentKind, overall, answers, comment }: StoredAnswers): Slip {
  if (respondentKind === null || overall === null || answers === null)
    throw new Error('a slip is neither in its batch nor a response')
  return {
    respondentKind,
    answers: { overall, ...JSON.parse(answers) },
    ...(comment === null ? {} : { comment }),
  }
}
