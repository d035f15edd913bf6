import type { RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { spelledCode } from '../touchpoints/touchpoint-code.ts'
import type { DeviceState } from './device.queries.ts'
import { type DeviceWords, type DeviceWordsInput, deviceWords } from './device-words.ts'
import { isSilent } from './is-silent.ts'

/** What views/devices/list.ejs prints. */
export interface DeviceListPage {
  title: string
  summary: string
  /** Set when there is no place for a kiosk. */
  nothing: string | null
  units: { name: string; places: ListedPlace[] }[]
}

interface ListedPlace {
  code: string
  place: string
  kind: string
  devices: ListedDevice[]
  /** Where a code is made; null for who may only look, and for what takes no ratings any more. */
  enrolHref: string | null
}

interface ListedDevice extends DeviceWords {
  href: string
  isSilent: boolean
  /** Null for none. */
  gaps: string | null
  alarms: string | null
}

export interface DeviceListInput extends DeviceWordsInput {
  /** The kiosks and tablets that may be seen. */
  touchpoints: readonly RegisteredTouchpoint[]
  /** Those in use. */
  devices: readonly DeviceState[]
  openEvents: ReadonlyMap<string, { gaps: number; alarms: number }>
  mayEnrol(unitId: string): boolean
  now: Date
}

export function deviceListPage(input: DeviceListInput): DeviceListPage {
  const { touchpoints, devices, t } = input
  const byPlace = Map.groupBy(devices, ({ touchpointCode }) => touchpointCode)
  const units = [...Map.groupBy(touchpoints, ({ unitId }) => unitId).values()].map((ofUnit) => ({
    name: ofUnit[0]?.unitName ?? '',
    places: ofUnit.map((one) => listedPlace(one, byPlace.get(one.code) ?? [], input)),
  }))
  const listed = units.flatMap(({ places }) => places).flatMap((place) => place.devices)
  return {
    title: t('devices:list.title'),
    summary: t('devices:list.summary', {
      count: listed.length,
      silent: listed.filter((device) => device.isSilent).length,
      alarmed: listed.filter((device) => device.gaps ?? device.alarms).length,
    }),
    nothing: touchpoints.length === 0 ? t('devices:list.none') : null,
    units,
  }
}

function listedPlace(
  touchpoint: RegisteredTouchpoint,
  devices: readonly DeviceState[],
  { mayEnrol, openEvents, now, ...words }: DeviceListInput,
): ListedPlace {
  const { code, place, kind, unitId, state, openingHours } = touchpoint
  const { t } = words
  return {
    code: spelledCode(code),
    place: place ?? t('devices:list.noPlace'),
    kind: t(`touchpoints:kind.${kind}`),
    enrolHref: state !== 'retired' && mayEnrol(unitId) ? enrolmentPath(code) : null,
    devices: devices.map((device) => {
      const { gaps = 0, alarms = 0 } = openEvents.get(device.id) ?? {}
      return {
        ...deviceWords(device, words),
        href: devicePath(device.id),
        isSilent: isSilent(device.lastContactAt, openingHours, now),
        gaps: gaps > 0 ? t('devices:list.gaps', { count: gaps }) : null,
        alarms: alarms > 0 ? t('devices:list.alarms', { count: alarms }) : null,
      }
    }),
  }
}

export function devicePath(id: string): string {
  return `/devices/${id}`
}

function enrolmentPath(code: string): string {
  return `/touchpoints/${encodeURIComponent(code)}/enrolment-code`
}
