import { randomUUID } from 'node:crypto'

/** What the rating form posts, changed as a test needs it. */
export function formFields(changes: Record<string, string> = {}): Record<string, string> {
  return {
    submissionKey: randomUUID(),
    touchpoint: 'demo-dak-mil',
    procedureField: 'land',
    respondentKind: 'citizen',
    overall: '4',
    access: '5',
    procedure: 'none',
    comment: '',
    ...changes,
  }
}
