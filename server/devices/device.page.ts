import type { RegisteredTouchpoint } from '../touchpoints/register.queries.ts'
import { formatFor } from '../web/format.ts'
import type { DeviceState } from './device.queries.ts'
import type { DeviceEvent } from './device-event.queries.ts'
import { devicePath } from './device-list.page.ts'
import { type DeviceWordsInput, deviceWords, eventWords } from './device-words.ts'

export const DEEDS = ['revoked', 'settled'] as const

/** What views/devices/device.ejs prints. */
export interface DevicePage {
  title: string
  unitName: string
  /** What has just been done. */
  done: string | null
  /** Set once it sends nothing any more. */
  revoked: string | null
  facts: { name: string; value: string }[]
  /** Set when nothing has happened. */
  nothing: string | null
  events: ShownEvent[]
  /** Null for who may only look, and for what is revoked already. */
  revokeHref: string | null
}

interface ShownEvent {
  kind: string
  isOpen: boolean
  when: string
  what: string
  state: string
  /** Null for what is settled, and for who may only look. */
  settleHref: string | null
}

export interface DeviceInput extends DeviceWordsInput {
  device: DeviceState
  touchpoint: RegisteredTouchpoint
  events: readonly DeviceEvent[]
  mayChange: boolean
  done: (typeof DEEDS)[number] | null
}

export function devicePage(input: DeviceInput): DevicePage {
  const { device, touchpoint, events, mayChange, done, locale, t } = input
  const format = formatFor(locale, t)
  const words = deviceWords(device, input)
  const { revokedAt } = device
  return {
    title: words.name,
    unitName: touchpoint.unitName,
    done: done && t(`devices:done.${done}`),
    revoked: revokedAt && t('devices:page.revoked', { at: format.instant(revokedAt) }),
    facts: [
      { name: t('devices:fact.place'), value: touchpoint.place ?? t('devices:list.noPlace') },
      { name: t('devices:fact.kind'), value: t(`touchpoints:kind.${touchpoint.kind}`) },
      { name: t('devices:fact.enrolled'), value: format.instant(device.enrolledAt) },
      { name: t('devices:fact.contact'), value: words.lastContact },
      { name: t('devices:fact.received'), value: format.count(device.lastSequence) },
      { name: t('devices:fact.queue'), value: words.queue },
      { name: t('devices:fact.version'), value: words.version },
      { name: t('devices:fact.clock'), value: words.clock },
      { name: t('devices:fact.battery'), value: words.battery },
    ],
    nothing: events.length === 0 ? t('devices:page.nothing') : null,
    events: events.map((event) => shownEvent(event, input)),
    revokeHref: mayChange && revokedAt === null ? `${devicePath(device.id)}/revoke` : null,
  }
}

function shownEvent(event: DeviceEvent, { device, mayChange, locale, t }: DeviceInput): ShownEvent {
  const format = formatFor(locale, t)
  const { kind, times, notedAt, lastNotedAt, settledAt } = event
  const isOpen = settledAt === null
  const period = {
    from: format.instant(notedAt),
    until: format.instant(lastNotedAt),
    times: format.count(times),
  }
  return {
    kind: t(`devices:kind.${kind}`),
    isOpen,
    when: times > 1 ? t('devices:page.repeated', period) : format.instant(event.occurredAt ?? notedAt),
    what: eventWords(event, { locale, t }),
    state: isOpen
      ? t('devices:state.open')
      : settledAt === notedAt
        ? t('devices:state.noted')
        : t('devices:state.settled', { at: format.instant(settledAt) }),
    settleHref: isOpen && mayChange ? `${devicePath(device.id)}/events/${event.id}/settle` : null,
  }
}
