// The same screen in another language.

import { all } from './dom.js'

/** @param {HTMLElement} group of buttons */
export function languagesOf(group) {
  return all(group, '[data-language]').map(({ dataset }) => dataset['language'] ?? '')
}

/**
 * @param {HTMLElement} group of buttons
 * @param {{ language(): string, speak(language: string): void }} visits
 */
export function offerLanguages(group, visits) {
  const buttons = all(group, '[data-language]')
  for (const button of buttons) {
    button.addEventListener('click', () => visits.speak(button.dataset['language'] ?? 'vi'))
  }
  // The next person's screen is in Vietnamese again without anybody pressing.
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ['lang'] })
  show()
  group.hidden = false

  function show() {
    for (const button of buttons)
      button.ariaPressed = String(button.dataset['language'] === visits.language())
  }
}
