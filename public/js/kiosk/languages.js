// The same screen in another language.

import { all } from './dom.js'

/** @param {HTMLElement} group of buttons */
export function languagesOf(group) {
  return all(group, '[data-language]').map(({ dataset }) => dataset['language'] ?? '')
}

/**
 * @param {HTMLElement} group of buttons
 * @param {{ language(): string, speak(language: string): void }} visits
 * @param {() => string[]} offered
 * @returns what to call when others are offered
 */
export function offerLanguages(group, visits, offered) {
  const buttons = all(group, '[data-language]')
  for (const button of buttons) {
    button.addEventListener('click', () => visits.speak(button.dataset['language'] ?? 'vi'))
  }
  // The next person's screen is in the first language again without anybody pressing.
  new MutationObserver(show).observe(document.documentElement, { attributeFilter: ['lang'] })
  show()
  return show

  function show() {
    const tags = offered()
    for (const button of buttons) {
      const { language = '' } = button.dataset
      button.ariaPressed = String(language === visits.language())
      button.hidden = !tags.includes(language)
    }
    // Nothing to choose from.
    group.hidden = tags.length < 2
  }
}
