import { randomUUID } from 'node:crypto'

export interface SubmissionBody {
  submissionKey: string
  touchpoint: string
  procedureField: string
  respondentKind: string
  answers: Record<string, number | null>
  comment?: string
  respondedAt?: string
}

/** A valid body of `POST /responses`, changed as a test needs it. */
export function submissionBody(changes: Partial<SubmissionBody> = {}): SubmissionBody {
  return {
    submissionKey: randomUUID(),
    touchpoint: 'demo-dak-mil',
    procedureField: 'land',
    respondentKind: 'citizen',
    answers: { overall: 4, access: 5, procedure: null, punctuality: 2 },
    ...changes,
  }
}
