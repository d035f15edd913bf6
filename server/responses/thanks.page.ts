import type { Mode, TouchpointKind } from '../../db/schema.ts'
import type { Translate } from '../web/i18n.ts'
import { startHref } from './start-href.ts'

/**
 * What became of a rating that was sent: recorded now; already received with the same answers and counted once; kept
 * but not counted, since its dossier has been rated before; or another one was received with this key before, and that one is kept.
 */
const THANKS_STATES = ['recorded', 'already_received', 'already_rated', 'kept_first'] as const
export type ThanksState = (typeof THANKS_STATES)[number]

export function isThanksState(text: string): text is ThanksState {
  return THANKS_STATES.some((state) => state === text)
}

export interface ThanksPage {
  title: string
  state: ThanksState
  message: string
  unitName: string
  /** Null where there is nothing more to rate: an invitation is for one dossier. */
  againHref: string | null
  /** On a kiosk the form for the next person opens by itself; null elsewhere. */
  returns: KioskReturn | null
}

/** `pattern` has `{seconds}` where the script counts down; `text` says it before the script runs. */
export interface KioskReturn {
  href: string
  seconds: number
  pattern: string
  text: string
}

export interface ThanksPageInput {
  state: ThanksState
  touchpoint: { code: string; unitName: string; kind: TouchpointKind; mode: Mode | null }
  t: Translate
}

const RETURN_AFTER_SECONDS = 15

export function thanksPage({ state, touchpoint, t }: ThanksPageInput): ThanksPage {
  const isKiosk = touchpoint.kind === 'kiosk'
  return {
    title: t(`responses:thanks.${state}.title`),
    state,
    message: t(`responses:thanks.${state}.message`),
    unitName: touchpoint.unitName,
    againHref: touchpoint.mode === 'invitation' ? null : startHref(touchpoint),
    returns: isKiosk ? kioskReturn(startHref(touchpoint), t) : null,
  }
}

function kioskReturn(href: string, t: Translate): KioskReturn {
  return {
    href,
    seconds: RETURN_AFTER_SECONDS,
    pattern: t('responses:thanks.returns', { seconds: '{seconds}' }),
    text: t('responses:thanks.returns', { seconds: RETURN_AFTER_SECONDS }),
  }
}
