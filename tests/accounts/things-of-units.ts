import { randomUUID } from 'node:crypto'
import { countAnswers } from '../support/answers.ts'
import type { RunningApp } from '../support/running-app.ts'
import { beginSession } from '../support/staff.ts'

/** The ids of one of each thing that belongs to a unit, by what a route is about. */
export interface ThingsOfUnit {
  unit: string
  touchpoint: string
  device: string
  batch: string
  wave: string
  import: string
  /** Who works there. */
  staff: string
}

const DAY = '2026-11-02'
const AT = '2026-11-02T03:00:00.000Z'

/** Puts one of each thing at the service centre with that touchpoint. */
export async function thingsOf(app: RunningApp, touchpoint: string): Promise<ThingsOfUnit> {
  const { write } = app.databases
  const place = await write
    .selectFrom('touchpoint')
    .select(['unit_id', 'wave_id'])
    .where('code', '=', touchpoint)
    .executeTakeFirstOrThrow()
  const { instrument_version_id } = await write
    .selectFrom('wave')
    .select('instrument_version_id')
    .where('id', '=', place.wave_id)
    .executeTakeFirstOrThrow()
  const { staffId } = await beginSession(app, { role: 'clerk', unitId: place.unit_id })
  const [device, batch, wave, imported] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  await write
    .insertInto('device')
    .values({
      id: device,
      touchpoint_code: touchpoint,
      public_key: `key of ${device}`,
      enrolled_at: AT,
      last_sequence: 0,
      last_contact_at: AT,
      heartbeat_number: 0,
    })
    .execute()
  await write
    .insertInto('review_flag')
    .values({ touchpoint_code: touchpoint, day: DAY, responses: 50, signals: '[]', found_at: AT })
    .execute()
  await write
    .insertInto('entry_batch')
    .values({
      id: batch,
      unit_id: place.unit_id,
      touchpoint_code: touchpoint,
      procedure_field_id: 'land',
      slips_on: DAY,
      control_total: 3,
      entered_by: staffId,
      opened_at: AT,
    })
    .execute()
  await write
    .insertInto('wave')
    .values({ id: wave, name: 'Đợt 1', instrument_version_id, opens_on: DAY, unit_id: place.unit_id })
    .execute()
  await write
    .insertInto('dossier_import')
    .values({
      id: imported,
      kind: 'file',
      source_name: 'ho-so.csv',
      file_hash: imported,
      file_format: 'csv',
      header: '["Mã hồ sơ"]',
      mapping: '{}',
      rows: 1,
      received_at: AT,
      progressed_at: AT,
      state: 'imported',
    })
    .execute()
  await write
    .insertInto('dossier_import_unit')
    .values({ import_id: imported, unit_id: place.unit_id, dossiers: 1 })
    .execute()
  await countAnswers(app.databases, [{ unit: place.unit_id, day: DAY, satisfied: 40 }])
  return { unit: place.unit_id, touchpoint, device, batch, wave, import: imported, staff: staffId }
}
