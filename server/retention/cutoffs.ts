import type { CivilDate } from '../../db/schema.ts'
import type { KeptMonths, SettingValues } from '../settings/settings.ts'
import { firstOfMonth, monthIndex } from '../statistics/civil-date.ts'

/** Before which day things of each kind have been kept long enough; null for what is kept for good. */
export interface Cutoffs {
  /** The words of comments, by the day they count for. */
  comments: CivilDate | null
  /** By the day they were finished. */
  dossiers: CivilDate | null
  /** Settled ones, by the day they were last noted. */
  deviceEvents: CivilDate | null
}

type Kept = Pick<SettingValues, 'keepCommentsMonths' | 'keepDossiersMonths' | 'keepDeviceEventsMonths'>

/** They move by whole months, on a month's first day. */
export function cutoffsOf(settings: Kept, today: CivilDate): Cutoffs {
  return {
    comments: cutoff(settings.keepCommentsMonths, today),
    dossiers: cutoff(settings.keepDossiersMonths, today),
    deviceEvents: cutoff(settings.keepDeviceEventsMonths, today),
  }
}

function cutoff(months: KeptMonths, today: CivilDate): CivilDate | null {
  return months === null ? null : firstOfMonth(monthIndex(today) - months)
}
