// Elements that must be there.

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
export function one(parent, selector) {
  const element = parent.querySelector(selector)
  if (!(element instanceof HTMLElement)) throw new Error(`the kiosk has no ${selector}`)
  return element
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
export function all(parent, selector) {
  return [...parent.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement)
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
export function formIn(parent, selector = 'form') {
  const form = parent.querySelector(selector)
  if (!(form instanceof HTMLFormElement)) throw new Error(`the kiosk has no ${selector}`)
  return form
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
export function dialogIn(parent, selector) {
  const dialog = parent.querySelector(selector)
  if (!(dialog instanceof HTMLDialogElement)) throw new Error(`the kiosk has no ${selector}`)
  return dialog
}

/**
 * Shows a message where one belongs, or takes it away.
 * @param {HTMLElement} place
 * @param {string} [message]
 */
export function say(place, message = '') {
  place.textContent = message
  place.hidden = message === ''
}

/**
 * @param {string} pattern with `{name}`
 * @param {Record<string, string | number>} values
 */
export function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}
