import type { RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { spelledCode } from '../touchpoints/touchpoint-code.ts'
import { formatFor } from '../web/format.ts'
import type { Translate } from '../web/i18n.ts'
import type { DeviceState } from './device.queries.ts'
import type { OpenEvents } from './device-event.queries.ts'
import { type DeviceWords, type DeviceWordsInput, deviceWords } from './device-words.ts'
import { isSilent } from './is-silent.ts'

/** What views/devices/list.ejs prints. */
export interface DeviceListPage {
  title: string
  summary: string
  /** Set when there is no place for a kiosk. */
  nothing: string | null
  units: { name: string; places: ListedPlace[] }[]
  revoked: { heading: string; isOpen: boolean; devices: RevokedDevice[] } | null
}

interface ListedPlace {
  code: string
  place: string
  kind: string
  devices: ListedDevice[]
  /** Where a code is made; null for who may only look, and for what takes no ratings any more. */
  enrolHref: string | null
}

/** What somebody should look at; null for none. */
interface Attention {
  gaps: string | null
  alarms: string | null
}

interface ListedDevice extends DeviceWords, Attention {
  href: string
  isSilent: boolean
}

interface RevokedDevice extends Attention {
  href: string
  name: string
  place: string
  at: string
}

export interface DeviceListInput extends DeviceWordsInput {
  /** The kiosks and tablets that may be seen. */
  touchpoints: readonly RegisteredTouchpoint[]
  devices: readonly DeviceState[]
  openEvents: ReadonlyMap<string, OpenEvents>
  mayEnrol(unitId: string): boolean
  now: Date
}

export function deviceListPage(input: DeviceListInput): DeviceListPage {
  const { touchpoints, devices, t } = input
  const inUse = devices.filter(({ revokedAt }) => revokedAt === null)
  const byPlace = Map.groupBy(inUse, ({ touchpointCode }) => touchpointCode)
  // Where nothing is enrolled any more, and nothing can be, there is nothing to look after.
  const shown = touchpoints.filter(({ state, code }) => state !== 'retired' || byPlace.has(code))
  const units = [...Map.groupBy(shown, ({ unitId }) => unitId).values()].map((ofUnit) => ({
    name: ofUnit[0]?.unitName ?? '',
    places: ofUnit.map((one) => listedPlace(one, byPlace.get(one.code) ?? [], input)),
  }))
  const listed = units.flatMap(({ places }) => places).flatMap((place) => place.devices)
  const revoked = revokedDevices(input)
  const needsSomebody = ({ gaps, alarms }: Attention) => gaps !== null || alarms !== null
  return {
    title: t('devices:list.title'),
    summary: t('devices:list.summary', {
      count: listed.length,
      silent: listed.filter((device) => device.isSilent).length,
      alarmed: [...listed, ...revoked].filter(needsSomebody).length,
    }),
    nothing: shown.length === 0 ? t('devices:list.none') : null,
    units,
    revoked:
      revoked.length === 0
        ? null
        : {
            heading: t('devices:list.revoked', { count: revoked.length }),
            isOpen: revoked.some(needsSomebody),
            devices: revoked,
          },
  }
}

function revokedDevices({
  touchpoints,
  devices,
  openEvents,
  locale,
  t,
  kioskVersion,
}: DeviceListInput): RevokedDevice[] {
  const format = formatFor(locale, t)
  const places = new Map(touchpoints.map((touchpoint) => [touchpoint.code, touchpoint]))
  return devices.flatMap((device) => {
    const touchpoint = places.get(device.touchpointCode)
    if (!touchpoint || device.revokedAt === null) return []
    return [
      {
        href: devicePath(device.id),
        name: deviceWords(device, { locale, t, kioskVersion }).name,
        place: `${touchpoint.unitName} · ${touchpoint.place ?? spelledCode(touchpoint.code)}`,
        at: format.instant(device.revokedAt),
        ...attention(openEvents.get(device.id), t),
      },
    ]
  })
}

function attention({ gaps = 0, alarms = 0 }: Partial<OpenEvents> = {}, t: Translate): Attention {
  return {
    gaps: gaps > 0 ? t('devices:list.gaps', { count: gaps }) : null,
    alarms: alarms > 0 ? t('devices:list.alarms', { count: alarms }) : null,
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
    devices: devices.map((device) => ({
      ...deviceWords(device, words),
      href: devicePath(device.id),
      isSilent: isSilent(device.lastContactAt, openingHours, now),
      ...attention(openEvents.get(device.id), t),
    })),
  }
}

export function devicePath(id: string): string {
  return `/devices/${id}`
}

function enrolmentPath(code: string): string {
  return `/touchpoints/${encodeURIComponent(code)}/enrolment-code`
}
