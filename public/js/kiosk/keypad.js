// Keys for a screen that has no keyboard.

import { all, one } from './dom.js'

/** @param {HTMLFormElement} form */
export function startKeypads(form) {
  for (const keypad of all(form, '[data-keypad]')) startKeypad(keypad, form)
}

/**
 * @param {HTMLElement} keypad
 * @param {HTMLFormElement} form
 */
function startKeypad(keypad, form) {
  const input = form.elements.namedItem(keypad.dataset['keypad'] ?? '')
  if (!(input instanceof HTMLInputElement)) return
  keypad.hidden = false
  // The system's own keyboard would cover this one.
  input.inputMode = 'none'
  const write = (/** @type {string} */ value) => {
    input.value = value.slice(0, input.maxLength)
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }
  for (const key of all(keypad, '[data-key]')) {
    key.addEventListener('click', () => write(input.value + key.dataset['key']))
  }
  one(keypad, '[data-erase]').addEventListener('click', () => write(input.value.slice(0, -1)))
}
