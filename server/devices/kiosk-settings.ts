import type { Instant } from '../../db/schema.ts'
import { kioskVersion } from '../kiosk/kiosk-version.ts'
import type { Settings } from '../settings/settings.ts'
import { civilDate } from '../statistics/reporting-period.ts'
import { isOpen, type Touchpoint } from '../touchpoints/touchpoint.ts'

/** What a kiosk is told of itself. */
export interface KioskSettings {
  serverTime: Instant
  /** What it should run. */
  version: string
  idleSeconds: number
  /** Tags of the languages to choose from; the first is what each new person is greeted in. */
  languages: readonly string[]
  /** Changes when the screens may look otherwise. */
  settingsRevision: number
  touchpoint: Pick<Touchpoint, 'code' | 'unitName' | 'place' | 'kind'> & {
    procedureField: string | null
    /** Whether it takes ratings today. */
    open: boolean
  }
}

export function kioskSettings(
  touchpoint: Touchpoint,
  { idleSeconds, revision }: Settings,
  { languages, now }: { languages: readonly string[]; now: Date },
): KioskSettings {
  const { code, unitName, place, kind, procedureFieldId } = touchpoint
  return {
    serverTime: now.toISOString(),
    version: kioskVersion,
    idleSeconds,
    languages,
    settingsRevision: revision,
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
