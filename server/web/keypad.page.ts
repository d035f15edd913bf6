import type { Translate } from './i18n.ts'

/** Keys on the screen, for devices without a keyboard. */
export interface Keypad {
  /** The name of the input that they write in. */
  for: string
  label: string
  erase: string
  /** One character each. */
  keys: string[]
}

export function keypad(name: string, characters: string, t: Translate): Keypad {
  return {
    for: name,
    label: t('kiosk:keypad.label'),
    erase: t('kiosk:keypad.erase'),
    keys: [...characters],
  }
}
