import { randomUUID } from 'node:crypto'
import type { Submission } from '../../server/responses/submission.ts'

/** A satisfied citizen at the service centre of Đắk Mil, at that time in Việt Nam. */
export function ordinaryResponse(touchpoint: string, day: string, hour: number, minute: number): Submission {
  const time = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
  return {
    submissionKey: randomUUID(),
    touchpointCode: touchpoint,
    unitId: 'ld-commune-dak-mil-centre',
    procedureFieldId: 'land',
    procedureId: null,
    mode: touchpoint.startsWith('kiosk') ? 'kiosk' : 'phone',
    respondentKind: 'citizen',
    waveId: 'demo',
    instrumentVersionId: 'one-stop-1',
    overall: 4,
    answers: {},
    comment: null,
    respondedAt: null,
    receivedAt: new Date(`${day}T${time}:00+07:00`).toISOString(),
    respondedOn: day,
    dossierLink: 'without',
    dossierHash: null,
    uncountedReason: null,
    deviceId: null,
    deviceSequence: null,
    batchId: null,
  }
}
