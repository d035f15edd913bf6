import type { Translate } from '../web/i18n.ts'

/** What views/partials/passkey-factor.ejs prints, inside a form that takes a passkey in place of a code. */
export interface PasskeyFactor {
  /** Where a script gets the challenge. */
  challengeHref: string
  label: string
  hint: string
}

/** `words` is the key under which the label and the hint are found. */
export function passkeyFactor(words: string, t: Translate): PasskeyFactor {
  return { challengeHref: '/sign-in/passkey/challenge', label: t(`${words}.label`), hint: t(`${words}.hint`) }
}
