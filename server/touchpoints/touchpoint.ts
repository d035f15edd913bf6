import type { CivilDate, Mode, TouchpointKind } from '../../db/schema.ts'
import type { InstrumentVersion } from '../instruments/instrument.ts'

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
  /** The code that took its place. */
  replacedBy: string | null
  /** First civil date on which it takes ratings. */
  opensOn: CivilDate
  /** First civil date on which it no longer does; null = open end. */
  closesOn: CivilDate | null
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
