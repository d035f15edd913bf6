// The parts of a form that a script works with; a page without them is a mistake of ours.

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function fieldOf(form, name) {
  const field = form.elements.namedItem(name)
  if (!(field instanceof HTMLInputElement)) throw new Error(`the form has no field ${name}`)
  return field
}

/**
 * @param {HTMLElement} whole
 * @param {string} selector
 */
export function partOf(whole, selector) {
  const part = whole.querySelector(selector)
  if (!(part instanceof HTMLElement)) throw new Error(`the page has no ${selector}`)
  return part
}

/**
 * @param {HTMLElement} place
 * @param {string | undefined} text
 */
export function say(place, text) {
  place.textContent = text ?? ''
  place.hidden = !text
}
