import { placeName } from '../touchpoints/touchpoint-words.ts'
import type { Format } from '../web/format.ts'
import type { Translate } from '../web/i18n.ts'
import type { Flag } from './flag.queries.ts'
import type { Signal } from './signal.ts'

export interface ReviewWords {
  t: Translate
  format: Format
}

/** A flag as the staff's pages name it. */
export interface FlagWords {
  place: string
  unit: string
  day: string
  responses: string
  signals: string[]
  state: string
  href: string
}

export function flagWords(flag: Flag, { t, format }: ReviewWords): FlagWords {
  const { touchpointCode, kind, place, unitName, day, responses, signals, settled } = flag
  return {
    place: placeName({ kind, place, code: touchpointCode }, t),
    unit: unitName,
    day: format.date(day),
    responses: format.count(responses),
    signals: signals.map((signal) => signalWords(signal, { t, format })),
    state: t(`review:state.${settled?.finding ?? 'open'}`),
    href: flagPath(flag),
  }
}

export function flagPath({ touchpointCode, day }: Pick<Flag, 'touchpointCode' | 'day'>): string {
  return `/review/${encodeURIComponent(touchpointCode)}/${day}`
}

/** Once in so many times, and less often, is not told more exactly. */
const MOST_TIMES = 1e6

function signalWords(
  { kind, hour, responses, expected, chance }: Signal,
  { t, format }: ReviewWords,
): string {
  return t(`review:signal.${kind}`, {
    ...(hour === null ? {} : { from: hour, until: hour + 1 }),
    responses: format.count(responses),
    expected: format.number(expected),
    times: format.count(Math.min(Math.floor(1 / chance), MOST_TIMES)),
  })
}
