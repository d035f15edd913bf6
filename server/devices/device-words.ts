import { type Format, formatFor } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { DeviceState } from './device.queries.ts'
import { isSkewed } from './device-clock.ts'
import type { DeviceEvent } from './device-event.queries.ts'

/** In which language a page speaks, and what kiosks should run by now. */
export interface DeviceWordsInput {
  locale: Locale
  t: Translate
  kioskVersion: string
}

/** How a device is, in words; what it has never told is «chưa rõ». */
export interface DeviceWords {
  name: string
  lastContact: string
  queue: string
  version: string
  clock: string
  battery: string
}

export function deviceWords(device: DeviceState, { locale, t, kioskVersion }: DeviceWordsInput): DeviceWords {
  const format = formatFor(locale, t)
  const { name, id, version, skewMs, batteryPercent } = device
  const unknown = t('devices:unknown')
  return {
    name: name ?? t('devices:unnamed', { id: id.slice(0, 8) }),
    lastContact: format.instant(device.lastContactAt),
    queue: device.queueLength === null ? unknown : queueWords(device, format, t),
    version:
      version === null ? unknown : t(`devices:version.${version === kioskVersion ? 'present' : 'old'}`),
    clock:
      skewMs === null ? unknown : isSkewed(skewMs) ? skewWords(skewMs, format, t) : t('devices:skew.none'),
    battery: batteryPercent === null ? unknown : format.percent(batteryPercent),
  }
}

function queueWords({ queueLength, deadLetters }: DeviceState, format: Format, t: Translate): string {
  const waiting = format.count(queueLength ?? 0)
  return deadLetters ? t('devices:queue.dead', { waiting, dead: format.count(deadLetters) }) : waiting
}

const MINUTE_MS = 60_000
/** The largest first. */
const LENGTHS = [
  { word: 'days', ms: 24 * 60 * MINUTE_MS },
  { word: 'hours', ms: 60 * MINUTE_MS },
  { word: 'minutes', ms: MINUTE_MS },
] as const

/** Two days ahead: «nhanh 2 ngày». */
function skewWords(skewMs: number, format: Format, t: Translate): string {
  const apart = Math.abs(skewMs)
  const { word, ms } = LENGTHS.find((length) => apart >= 2 * length.ms) ?? LENGTHS[2]
  const length = t(`devices:skew.${word}`, { number: format.count(Math.round(apart / ms)) })
  return t(skewMs > 0 ? 'devices:skew.ahead' : 'devices:skew.behind', { length })
}

/** What an event says, as a sentence. */
export function eventWords(
  event: DeviceEvent,
  { locale, t }: Omit<DeviceWordsInput, 'kioskVersion'>,
): string {
  const format = formatFor(locale, t)
  const { kind, detail } = event
  const numbers = sequenceWords(event, format)
  switch (kind) {
    case 'clock_skew': {
      const skewMs = Number(detail['skewMs'])
      return isSkewed(skewMs)
        ? t('devices:event.clock_skew', { skew: skewWords(skewMs, format, t) })
        : t('devices:event.impossible_time', { numbers })
    }
    case 'self_test': {
      const ratings = detail['ratings'] as number[]
      return event.settledAt === event.notedAt
        ? t('devices:event.self_test')
        : t('devices:event.self_test_failed', { ratings: ratings.join(', ') || t('devices:noRating') })
    }
    case 'technician':
      return t(`devices:technician.${detail['action']}`)
    case 'dead_letter':
      return t('devices:event.dead_letter', {
        number: format.count(Number(detail['sequence'])),
        problem: t([`devices:problem.${detail['problem']}`, 'devices:problem.other']),
      })
    case 'updated':
      return t('devices:event.updated', { version: detail['version'] })
    default:
      return t(`devices:event.${kind}`, { numbers })
  }
}

function sequenceWords({ firstSequence, lastSequence }: DeviceEvent, format: Format): string {
  if (firstSequence === null || lastSequence === null) return ''
  const first = format.count(firstSequence)
  return firstSequence === lastSequence ? first : `${first}–${format.count(lastSequence)}`
}
