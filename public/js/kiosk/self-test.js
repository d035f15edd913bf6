// Tests that every rating can really be given: the real form, pressed where a finger would press, once for each.

import { all, one } from './dom.js'

/** @import { ResponseBody } from '../responses/response-body.js' */

const RATINGS = [1, 2, 3, 4, 5]

/**
 * @param {HTMLElement} stage
 * @param {(onSent: (body: ResponseBody) => void) => void} ask shows a fresh form; what it sends is handed over
 * @returns {number[]} the ratings that reached the queue's door
 */
export function givenRatings(stage, ask) {
  return RATINGS.filter((rating) => {
    /** @type {ResponseBody | null} */
    let sent = null
    ask((body) => {
      sent = body
    })
    answerWith(stage, rating)
    return /** @type {ResponseBody | null} */ (sent)?.answers['overall'] === rating
  })
}

/**
 * @param {HTMLElement} stage
 * @param {number} rating
 */
function answerWith(stage, rating) {
  if (all(stage, '#overall-1').every((input) => !input.checkVisibility())) {
    press(one(stage, '[name=procedureField][type=radio]'))
    press(one(stage, '[data-next]'))
  }
  press(one(stage, `#overall-${rating}`))
  press(one(stage, '[type=submit]'))
}

/**
 * Presses what lies on top at the middle of an element: where something covers it, that gets the press, as with a finger.
 * @param {HTMLElement} element
 */
function press(element) {
  element.scrollIntoView({ block: 'center' })
  const { left, top, width, height } = element.getBoundingClientRect()
  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
  if (hit instanceof HTMLElement) hit.click()
}
