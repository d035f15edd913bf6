import type { CivilDate, Mode, TouchpointKind } from '../../db/schema.ts'
import type { InstrumentVersion } from '../instruments/instrument.ts'

/** What a touchpoint asks from the first day of a wave until it goes over to another. */
export interface AskedWave {
  waveId: string
  opensOn: CivilDate
  instrumentVersion: InstrumentVersion
}

/** A place where people rate, with what its form asks. */
export interface Touchpoint {
  code: string
  kind: TouchpointKind
  /** How its ratings come in where its kind does not say it. */
  mode: Mode | null
  place: string | null
  unitId: string
  unitName: string
  /** Set when the touchpoint stands for one field only and does not ask. */
  procedureFieldId: string | null
  waveId: string
  instrumentVersion: InstrumentVersion
  /** All its waves, the first one first; `waveId` and `instrumentVersion` are those of one of them. */
  waves: readonly AskedWave[]
  /** The code that took its place. */
  replacedBy: string | null
  /** First civil date on which it takes ratings. */
  opensOn: CivilDate
  /** First civil date on which it no longer does; null = open end. */
  closesOn: CivilDate | null
}

/** The touchpoint with what it asks on a day. */
export function askedOn(touchpoint: Touchpoint, on: CivilDate): Touchpoint {
  return during(
    touchpoint,
    touchpoint.waves.findLast(({ opensOn }) => opensOn <= on),
  )
}

/**
 * The touchpoint with the questionnaire that somebody says they were shown, maybe days ago on a device without a
 * network; as it is where that was never asked there.
 */
export function askedWith(touchpoint: Touchpoint, versionId: unknown): Touchpoint {
  if (touchpoint.instrumentVersion.id === versionId) return touchpoint
  return during(
    touchpoint,
    touchpoint.waves.findLast(({ instrumentVersion }) => instrumentVersion.id === versionId),
  )
}

function during(touchpoint: Touchpoint, wave: AskedWave | undefined): Touchpoint {
  if (!wave) return touchpoint
  const { waveId, instrumentVersion } = wave
  return { ...touchpoint, waveId, instrumentVersion }
}

export function isOpen(touchpoint: Touchpoint, on: CivilDate): boolean {
  return touchpoint.opensOn <= on && (touchpoint.closesOn === null || on < touchpoint.closesOn)
}

/** A printed code is opened on people's own phones; a kiosk and a tablet belong to the office. */
export function modeOf({ mode, kind }: Touchpoint): Mode {
  return mode ?? (kind === 'qr' ? 'phone' : 'kiosk')
}

/** Whether anybody may rate there; an invitation is for one person. */
export function isForAll({ mode }: Touchpoint): boolean {
  return mode === null
}

/** Slips and interviews are entered by staff, never posted by a visitor. */
export function isForStaff({ mode }: Touchpoint): boolean {
  return mode === 'paper' || mode === 'interviewer'
}
