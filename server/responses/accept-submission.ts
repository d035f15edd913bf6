import type { z } from 'zod'
import type { CivilDate, Db } from '../../db/schema.ts'
import { OVERALL_ITEM } from '../instruments/instrument.ts'
import { askedAnswers } from '../instruments/skip-rules.ts'
import { isOpen, modeOf, type Touchpoint } from '../touchpoints/touchpoint.ts'
import { cleanComment, isTooLong } from './clean-comment.ts'
import { countedDay } from './counted-day.ts'
import { ratedDossier } from './rated-dossier.ts'
import { submissionSchema } from './submission.input.ts'
import type { Answer, Submission } from './submission.ts'

/** A field of the submission and what is wrong with it: the key of the words in `locales/…/responses.json`, `errors.…`. */
export interface Problem {
  field: string
  problem: 'required' | 'choose' | 'unknown' | 'invalid' | 'too_long' | 'closed' | 'dossier' | 'invitation'
}

export interface Circumstances {
  db: Db
  receivedAt: Date
  procedureFields: readonly { id: string }[]
  dossierSecret: string
  /** Set for what an official enters: its batch, and the day on the slip or of the interview, which they answer for. */
  entered?: { batchId: string; on: CivilDate }
}

export type Accepted = { submission: Submission; problems?: never } | { problems: Problem[] }

/**
 * Checks what a device sent against the touchpoint's questionnaire, and turns it into a submission.
 * The unit, the mode and the wave come from the touchpoint, never from the device.
 */
export async function acceptSubmission(
  body: unknown,
  touchpoint: Touchpoint,
  { db, receivedAt, procedureFields, dossierSecret, entered }: Circumstances,
): Promise<Accepted> {
  const { content } = touchpoint.instrumentVersion
  const parsed = submissionSchema(content).safeParse(body, { reportInput: true })
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(problemsOf) }

  const { data } = parsed
  const comment = data.comment === undefined ? null : cleanComment(data.comment)
  const problems: Problem[] = []
  if (
    touchpoint.procedureFieldId
      ? data.procedureField !== touchpoint.procedureFieldId
      : !procedureFields.some((field) => field.id === data.procedureField)
  ) {
    problems.push({ field: 'procedureField', problem: 'choose' })
  }
  const answers = askedAnswers(content.items, cleanAnswers(data.answers))
  for (const [field, text] of Object.entries({ ...answers, comment })) {
    if (typeof text === 'string' && isTooLong(text)) problems.push({ field, problem: 'too_long' })
  }
  if (data.procedure !== undefined && !(await isProcedure(db, data.procedure, data.procedureField))) {
    problems.push({ field: 'procedure', problem: 'unknown' })
  }
  if ((data.instrumentVersion ?? touchpoint.instrumentVersion.id) !== touchpoint.instrumentVersion.id) {
    problems.push({ field: 'instrumentVersion', problem: 'unknown' })
  }
  const respondedAt = data.respondedAt === undefined ? null : new Date(data.respondedAt)
  const respondedOn = entered?.on ?? countedDay(respondedAt, receivedAt)
  // What was stored before the touchpoint closed may be sent again: the sender has not heard of it.
  if (!isOpen(touchpoint, respondedOn) && !(await isStored(db, data.submissionKey))) {
    problems.push({ field: 'touchpoint', problem: 'closed' })
  }
  const dossier = await ratedDossier(data, touchpoint, { db, dossierSecret })
  if ('problem' in dossier) problems.push(dossier)
  if ('problem' in dossier || problems.length > 0) return { problems }

  const { [OVERALL_ITEM.rating]: overall = answers[OVERALL_ITEM.three_level], ...others } = answers
  return {
    submission: {
      submissionKey: data.submissionKey,
      touchpointCode: touchpoint.code,
      unitId: touchpoint.unitId,
      procedureFieldId: data.procedureField,
      procedureId: data.procedure ?? null,
      mode: modeOf(touchpoint),
      respondentKind: data.respondentKind,
      waveId: touchpoint.waveId,
      instrumentVersionId: touchpoint.instrumentVersion.id,
      // The schema requires it.
      overall: overall as number,
      answers: others,
      comment,
      respondedAt: respondedAt?.toISOString() ?? null,
      receivedAt: receivedAt.toISOString(),
      respondedOn,
      ...dossier,
      uncountedReason: null,
      deviceId: null,
      deviceSequence: null,
      batchId: entered?.batchId ?? null,
    },
  }
}

/** What was written, as it is stored of a comment. */
function cleanAnswers(
  answers: Readonly<Record<string, Answer | undefined>>,
): Record<string, Answer | undefined> {
  return Object.fromEntries(
    Object.entries(answers).map(([item, answer]) => [
      item,
      typeof answer === 'string' ? (cleanComment(answer) ?? undefined) : answer,
    ]),
  )
}

async function isStored(db: Db, submissionKey: string): Promise<boolean> {
  const found = await db
    .selectFrom('response')
    .select('submission_key')
    .where('submission_key', '=', submissionKey)
    .executeTakeFirst()
  return found !== undefined
}

async function isProcedure(db: Db, id: string, fieldId: string): Promise<boolean> {
  const found = await db
    .selectFrom('procedure')
    .select('id')
    .where('id', '=', id)
    .where('procedure_field_id', '=', fieldId)
    .executeTakeFirst()
  return found !== undefined
}

type Issue = z.core.$ZodIssue

function problemsOf(issue: Issue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldName([...issue.path, key]), problem: 'unknown' }))
  }
  return [{ field: fieldName(issue.path), problem: problemOf(issue) }]
}

/** `answers.overall` is called `overall`, as its input is in the form. */
function fieldName(path: readonly PropertyKey[]): string {
  const names = path[0] === 'answers' && path.length > 1 ? path.slice(1) : path
  return names.map(String).join('.') || 'body'
}

function problemOf(issue: Issue): Problem['problem'] {
  const missing = issue.code === 'invalid_type' && issue.input === undefined
  if (!missing) return 'invalid'
  return issue.path[0] === 'answers' || issue.path[0] === 'procedureField' ? 'choose' : 'required'
}
