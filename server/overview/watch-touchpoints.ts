import type { Db } from '../../db/schema.ts'
import { type DeviceState, listDevices } from '../devices/device.queries.ts'
import { countOpenEvents } from '../devices/device-event.queries.ts'
import { isSilent } from '../devices/is-silent.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { listRegistered, type RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { unusedTouchpoints } from './unused-touchpoints.queries.ts'
import { daysOfWeek, weekUntil } from './week.ts'

export interface PlacedDevice {
  device: DeviceState
  touchpoint: RegisteredTouchpoint
}

/** What about the touchpoints of a home wants looking after. */
export interface WatchedTouchpoints {
  /** Devices that should have been heard of. */
  silent: PlacedDevice[]
  /** Devices with something that nobody has settled. */
  alarmed: PlacedDevice[]
  /** Open all week, and nobody rated there. */
  unused: RegisteredTouchpoint[]
}

export async function watchTouchpoints(
  db: Db,
  unitIds: ReadonlySet<string> | null,
  now: Date,
): Promise<WatchedTouchpoints> {
  const today = civilDate(now)
  const week = weekUntil(today)
  const [open, devices, openEvents, unused] = await Promise.all([
    listRegistered(db, { unitIds, state: 'open', search: '' }, today),
    listDevices(db),
    countOpenEvents(db),
    unusedTouchpoints(db, daysOfWeek(week)),
  ])
  const places = new Map(open.map((touchpoint) => [touchpoint.code, touchpoint]))
  const placed = devices.flatMap((device) => {
    const touchpoint = places.get(device.touchpointCode)
    return touchpoint ? { device, touchpoint } : []
  })
  return {
    silent: placed.filter(({ device, touchpoint }) =>
      isSilent(device.lastContactAt, touchpoint.openingHours, now),
    ),
    alarmed: placed.filter(({ device }) => openEvents.has(device.id)),
    unused: open.filter(({ code, validFrom }) => validFrom <= week.from && unused.has(code)),
  }
}
