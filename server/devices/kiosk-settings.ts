import type { Instant } from '../../db/schema.ts'
import { kioskVersion } from '../kiosk/kiosk-version.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { isOpen, type Touchpoint } from '../touchpoints/touchpoint.ts'

/** How long nobody may have touched a kiosk before it asks whether somebody is still there. */
const IDLE_SECONDS = 30

/** What a kiosk is told of itself. */
export interface KioskSettings {
  serverTime: Instant
  /** What it should run. */
  version: string
  idleSeconds: number
  touchpoint: Pick<Touchpoint, 'code' | 'unitName' | 'place' | 'kind'> & {
    procedureField: string | null
    /** Whether it takes ratings today. */
    open: boolean
  }
}

export function kioskSettings(touchpoint: Touchpoint, now: Date): KioskSettings {
  const { code, unitName, place, kind, procedureFieldId } = touchpoint
  return {
    serverTime: now.toISOString(),
    version: kioskVersion,
    idleSeconds: IDLE_SECONDS,
    touchpoint: {
      code,
      unitName,
      place,
      kind,
      procedureField: procedureFieldId,
      open: isOpen(touchpoint, civilDate(now)),
    },
  }
}
