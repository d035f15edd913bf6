import type {
  CivilDate,
  DossierLink,
  Instant,
  Mode,
  RespondentKind,
  UncountedReason,
} from '../../db/schema.ts'

/** The code given to an item, or null for «no opinion». */
export type CodedAnswer = number | null

/**
 * The answer to an item: a code, or what was written (a number in digits, too), which is text and counted nowhere. An
 * item that was not answered has no entry.
 */
export type Answer = CodedAnswer | string

/** A checked response on its way to the database, with all that is counted of it. */
export interface Submission {
  submissionKey: string
  touchpointCode: string
  unitId: string
  procedureFieldId: string
  procedureId: string | null
  mode: Mode
  respondentKind: RespondentKind
  waveId: string
  instrumentVersionId: string
  /** A code of the scale that the questionnaire's overall rating has: five levels, or three. */
  overall: number
  /** The answers besides `overall`, in the instrument's order; an overall rating on three levels is among them. */
  answers: Readonly<Record<string, Answer>>
  comment: string | null
  respondedAt: Instant | null
  receivedAt: Instant
  respondedOn: CivilDate
  dossierLink: DossierLink
  /** Which dossier is rated; claimed with the response and never stored beside it. */
  dossierHash: string | null
  /** Set for a response that is kept and counted in no figure. */
  uncountedReason: UncountedReason | null
  deviceId: string | null
  deviceSequence: number | null
  /** The batch of paper slips or interviews in which it was entered. */
  batchId: string | null
}

/**
 * recorded: stored now. already_rated: stored now but not counted, since its dossier has been rated before.
 * duplicate: the same response was stored before. conflict: another response with the same key was stored before, and
 * stays.
 */
export type Outcome = 'recorded' | 'already_rated' | 'duplicate' | 'conflict'

/** What must be equal for two submissions with one key to be the same response. */
export function samePayload(a: Payload, b: Payload): boolean {
  return payloadFields.every((field) => a[field] === b[field])
}

export interface Payload {
  touchpoint_code: string
  procedure_field_id: string
  procedure_id: string | null
  respondent_kind: string
  overall: number
  answers: string
  comment: string | null
  responded_at: string | null
}

const payloadFields = [
  'touchpoint_code',
  'procedure_field_id',
  'procedure_id',
  'respondent_kind',
  'overall',
  'answers',
  'comment',
  'responded_at',
] as const satisfies readonly (keyof Payload)[]
