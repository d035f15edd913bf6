// Items that are asked only of those who gave a certain answer before. Without script everybody sees them.

/** @typedef {{ item: string, codes: readonly string[] }} Rule */

/**
 * Whether an item is asked. `answers` are those that were given to items that were asked.
 * @param {Rule} rule
 * @param {ReadonlyMap<string, string>} answers
 */
export function isAsked({ item, codes }, answers) {
  return codes.includes(answers.get(item) ?? '')
}

/**
 * Shows a step only to whom it is for. What was entered in it before stays, and is neither seen nor sent.
 * @param {HTMLFormElement} form
 * @param {{ signal?: AbortSignal }} options `signal`: the form is thrown away
 */
export function followRules(form, options = {}) {
  const ruled = [...form.querySelectorAll('[data-asked-if]')].filter((step) => step instanceof HTMLElement)
  if (ruled.length === 0) return
  for (const hint of form.querySelectorAll('[data-asked-hint]')) hint.remove()
  form.addEventListener('change', follow)
  addEventListener('pageshow', follow, options)
  follow()

  function follow() {
    for (const step of ruled) ask(step, isAsked(ruleOf(step), answersIn(form)))
  }
}

/**
 * @param {HTMLElement} step
 * @returns {Rule}
 */
function ruleOf({ dataset }) {
  return { item: dataset['askedIf'] ?? '', codes: (dataset['askedCodes'] ?? '').split(' ') }
}

/**
 * What is disabled is not in it.
 * @param {HTMLFormElement} form
 */
function answersIn(form) {
  return new Map([...new FormData(form)].map(([name, value]) => [name, String(value)]))
}

/**
 * @param {HTMLElement} step
 * @param {boolean} asked
 */
function ask(step, asked) {
  step.toggleAttribute('data-not-asked', !asked)
  for (const control of step.querySelectorAll('input, textarea')) {
    if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)
      control.disabled = !asked
  }
}
