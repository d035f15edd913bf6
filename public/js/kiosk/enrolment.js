// The first screen of a new kiosk.

import { all, formIn, one, say } from './dom.js'
import { enrol } from './enrol.js'

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { Fetch } from '../queue/post-json.js' */

/**
 * @param {HTMLElement} screen
 * @param {object} dependencies
 * @param {ResponseQueue} dependencies.queue
 * @param {Fetch} dependencies.fetch
 * @param {Record<string, string>} dependencies.words
 * @returns {Promise<void>} resolves when the device is enrolled
 */
export function enrolledAt(screen, { queue, fetch, words }) {
  const form = formIn(screen, '[data-enrolment]')
  const button = one(form, 'button')
  const inputs = all(form, 'input').filter((element) => element instanceof HTMLInputElement)
  takeCodeFromAddress(inputs[0])

  return new Promise((resolve) => {
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      if (button.inert) return
      button.inert = true
      const {
        code = '',
        name = '',
        pin = '',
        pinAgain = '',
      } = Object.fromEntries(inputs.map((input) => [input.name, input.value]))
      const problem = await enrol({ code, name, pin, pinAgain }, { queue, fetch })
      button.inert = false
      if (problem) showProblem(problem)
      else resolve()
    })
  })

  /** @param {{ field: string, message: string }} problem */
  function showProblem({ field, message }) {
    for (const place of all(form, '[data-error-of]')) {
      const isIt = place.dataset['errorOf'] === field
      say(place, isIt ? words[message] : '')
    }
    for (const input of inputs) input.ariaInvalid = String(input.name === field)
    inputs.find((input) => input.name === field)?.focus()
  }
}

/**
 * From `#code=…` of the QR code that the office shows; the address then forgets it.
 * @param {HTMLInputElement | undefined} input
 */
function takeCodeFromAddress(input) {
  const code = new URLSearchParams(location.hash.slice(1)).get('code')
  if (input && code) input.value = code
  if (location.hash) history.replaceState(null, '', location.pathname)
}
