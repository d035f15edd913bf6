// The same screen in another language.

import { all } from './dom.js'

/**
 * @param {HTMLElement} group of buttons
 * @param {{ locale(): string, speak(locale: string): void }} visits
 */
export function offerLanguages(group, visits) {
  const buttons = all(group, '[data-locale]')
  for (const button of buttons) {
    button.addEventListener('click', () => visits.speak(button.dataset['locale'] ?? 'vi'))
  }
  // The next person's screen is in Vietnamese again without anybody pressing.
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ['lang'] })
  show()
  group.hidden = false

  function show() {
    for (const button of buttons) button.ariaPressed = String(button.dataset['locale'] === visits.locale())
  }
}
