// Tests that every rating can really be given: the real form, pressed where a finger would press, once for each.

/** @import { ResponseBody } from '../responses/response-body.js' */

/** How many ratings there must be, by the item: what is missing in the form is missed, too. */
const LEVELS = new Map([
  ['overall', 5],
  ['overall_of_three', 3],
])

/** @typedef {{ given: number[], levels: number }} Outcome which ratings can be given, of 1 to `levels` */

/**
 * @param {HTMLElement} stage
 * @param {(onSent: (body: ResponseBody) => void) => void} ask shows a fresh form; what it sends is handed over
 * @returns {Outcome}
 */
export function givenRatings(stage, ask) {
  ask(() => {})
  const name = stage.querySelector('.scale input')?.getAttribute('name') ?? ''
  const levels = LEVELS.get(name) ?? 0
  const ratings = Array.from({ length: levels }, (_, index) => index + 1)
  const given = ratings.filter((rating) => {
    /** @type {ResponseBody | null} */
    let sent = null
    ask((body) => {
      sent = body
    })
    answerWith(stage, `#${name}-${rating}`)
    return /** @type {ResponseBody | null} */ (sent)?.answers[name] === rating
  })
  return { given, levels }
}

/**
 * @param {HTMLElement} stage
 * @param {string} rating selects its button
 */
function answerWith(stage, rating) {
  if (!stage.querySelector('.scale')?.checkVisibility()) {
    press(stage.querySelector('[name=procedureField][type=radio]'))
    press(stage.querySelector('[data-next]'))
  }
  press(stage.querySelector(rating))
  press(stage.querySelector('[type=submit]'))
}

/**
 * Presses what lies on top at the middle of an element: where something covers it, that gets the press, as with a finger.
 * @param {Element | null} element
 */
function press(element) {
  if (!element) return
  element.scrollIntoView({ block: 'center' })
  const { left, top, width, height } = element.getBoundingClientRect()
  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
  if (hit instanceof HTMLElement) hit.click()
}
