import { setTimeout as after } from 'node:timers/promises'
import { connect } from '../../../db/connect.ts'
import { OPERATOR } from '../../../server/audit/record-audit.ts'
import { CONTINUOUS_WAVE } from '../../../server/catalogues/load-catalogues.ts'
import { systemClock } from '../../../server/clock.ts'
import { issueEnrolmentCode } from '../../../server/devices/issue-enrolment-code.ts'
import { postJson, type SignedItem, TestDevice } from '../../support/device.ts'

const KIOSK = 'bench-kiosk'
const BATCH = 100
const MOST_TRIES = 100

/** Opens a kiosk's touchpoint in a database that no server has open yet, with codes for that many devices. */
export async function prepareFleet(databaseUrl: string, size: number): Promise<string[]> {
  const databases = connect(databaseUrl)
  const { write } = databases
  try {
    const centre = await write
      .selectFrom('unit')
      .select(['id', 'valid_from'])
      .where('kind', '=', 'service_centre')
      .where('valid_until', 'is', null)
      .executeTakeFirstOrThrow()
    await write
      .insertInto('touchpoint')
      .values({
        code: KIOSK,
        unit_id: centre.id,
        wave_id: CONTINUOUS_WAVE,
        kind: 'kiosk',
        place: null,
        procedure_field_id: null,
        valid_from: centre.valid_from,
        valid_until: null,
        is_demonstration: 0,
      })
      .execute()
    const codes = []
    for (let device = 0; device < size; device++) {
      codes.push((await issueEnrolmentCode(write, KIOSK, OPERATOR, systemClock())) as string)
    }
    return codes
  } finally {
    await databases.close()
  }
}

export async function enrolFleet(url: string, codes: readonly string[]): Promise<TestDevice[]> {
  const fleet = []
  for (const code of codes) {
    const device = new TestDevice()
    await device.enrol(url, code)
    fleet.push(device)
  }
  return fleet
}

export interface Heartbeats {
  latenciesMs: number[]
  refused: number
}

const PACE_MS = 60_000

/** A heartbeat of each device every minute, evenly: those whose turn comes in the given time. */
export async function sendHeartbeats(
  url: string,
  fleet: readonly TestDevice[],
  forMs: number,
): Promise<Heartbeats> {
  const latenciesMs: number[] = []
  let refused = 0
  const turns = Math.floor((fleet.length * forMs) / PACE_MS)
  await Promise.all(
    Array.from({ length: turns }, async (_, turn) => {
      await after((turn * PACE_MS) / fleet.length)
      const body = (fleet[turn % fleet.length] as TestDevice).heartbeat()
      const start = performance.now()
      const { status } = await postJson(`${url}/kiosk/heartbeat`, body)
      if (status === 200) latenciesMs.push(performance.now() - start)
      else refused++
    }),
  )
  return { latenciesMs: latenciesMs.toSorted((a, b) => a - b), refused }
}

/** Signed before anything is measured: on a kiosk it happened days ago. */
export function backlogOf(device: TestDevice, size: number): SignedItem[] {
  return Array.from({ length: size }, (_, index) => device.rate({ answers: { overall: 1 + (index % 5) } }))
}

export interface BacklogSent {
  ms: number
  /** Of one batch of a hundred. */
  latenciesMs: number[]
  putOff: number
}

/** One batch after the other, as a kiosk sends; what is put off comes again. */
export async function sendBacklog(
  url: string,
  device: TestDevice,
  items: readonly SignedItem[],
): Promise<BacklogSent> {
  const latenciesMs: number[] = []
  let putOff = 0
  const begun = performance.now()
  for (let at = 0; at < items.length; ) {
    const start = performance.now()
    const { status, headers } = await postJson(
      `${url}/kiosk/responses`,
      device.batch(items.slice(at, at + BATCH)),
    )
    if (status === 200) {
      latenciesMs.push(performance.now() - start)
      at += BATCH
    } else {
      if (++putOff > MOST_TRIES) throw new Error(`the backlog is answered with ${status} again and again`)
      await after(Number(headers.get('retry-after') ?? 1) * 1000)
    }
  }
  return { ms: performance.now() - begun, latenciesMs: latenciesMs.toSorted((a, b) => a - b), putOff }
}
