import type { Language, Translate } from '../web/i18n.ts'
import { type Keypad, keypad } from '../web/keypad.page.ts'
import { scriptJson } from '../web/script-json.ts'
import { kioskVersion } from './kiosk-version.ts'

/** The page in which a kiosk lives from its enrolment on. */
export interface KioskShellPage {
  title: string
  version: string
  /** For a data block: what the scripts say, `{name}` standing for what they fill in. */
  words: string
  pinKeypad: Keypad
  languages: Pick<Language, 'tag' | 'label'>[]
}

export function kioskShellPage(languages: readonly Language[], t: Translate): KioskShellPage {
  return {
    title: t('kiosk:app.name'),
    version: kioskVersion,
    words: scriptJson({
      messages: t('kiosk:messages', { returnObjects: true }),
      problems: t('kiosk:problems', { returnObjects: true }),
    }),
    pinKeypad: keypad('pin', '1234567890', t),
    languages: languages.map(({ tag, label }) => ({ tag, label })),
  }
}
