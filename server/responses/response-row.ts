import type { ResponseTable } from '../../db/schema.ts'
import type { Submission } from './submission.ts'

/** A submission as its row of `response`. */
export function responseRow(submission: Submission): ResponseTable {
  return {
    submission_key: submission.submissionKey,
    touchpoint_code: submission.touchpointCode,
    unit_id: submission.unitId,
    procedure_field_id: submission.procedureFieldId,
    procedure_id: submission.procedureId,
    mode: submission.mode,
    respondent_kind: submission.respondentKind,
    wave_id: submission.waveId,
    instrument_version_id: submission.instrumentVersionId,
    overall: submission.overall,
    answers: JSON.stringify(submission.answers),
    comment: submission.comment,
    responded_at: submission.respondedAt,
    received_at: submission.receivedAt,
    responded_on: submission.respondedOn,
    dossier_link: submission.dossierLink,
    uncounted_reason: submission.uncountedReason,
    device_id: submission.deviceId,
    device_sequence: submission.deviceSequence,
    batch_id: submission.batchId,
  }
}
