// One person's form on the stage: the same form as everywhere, sent to the queue instead of the server.

import { leadThrough, watchPresence } from '../responses/kiosk-steps.js'
import { countLetters, letAnswersBeTakenBack } from '../responses/rating-form.js'
import { responseBody, textItemsIn } from '../responses/response-body.js'
import { followRules } from '../responses/skip-rules.js'
import { formIn } from './dom.js'
import { startKeypads } from './keypad.js'

/** @import { ResponseBody } from '../responses/response-body.js' */

/** What has been entered so far. @typedef {{ entries: [string, string][], at: number }} Begun */

/**
 * @param {HTMLElement} screen
 * @param {object} dependencies
 * @param {Begun} [dependencies.begun] by the same person, in another language
 * @param {(body: ResponseBody) => void} dependencies.onSent
 * @param {() => void} dependencies.onGone nobody is there any more
 * @param {number} dependencies.askAfterMs
 * @param {AbortSignal} dependencies.signal
 */
export function startRating(screen, { begun, onSent, onGone, askAfterMs, signal }) {
  const form = formIn(screen, 'form[data-rating-form]')
  setKey(form, crypto.randomUUID())
  if (begun) fillIn(form, begun.entries)
  followRules(form, { signal })
  letAnswersBeTakenBack(form, { signal })
  countLetters(form, { signal })
  leadThrough(form, { from: begun?.at ?? 0 })
  startKeypads(form)
  watchPresence(screen, {
    isUntouched: () => false,
    forget: onGone,
    now: () => performance.now(),
    askAfterMs,
    signal,
  })
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    event.preventDefault()
    onSent(responseBody(new FormData(form), textItemsIn(form)))
  })
}

/**
 * @param {HTMLElement} screen
 * @returns {Begun}
 */
export function begunRating(screen) {
  const form = formIn(screen, 'form[data-rating-form]')
  const entries = [...new FormData(form)].map(
    ([name, value]) => /** @type {[string, string]} */ ([name, String(value)]),
  )
  return { entries, at: Number(form.dataset['at'] ?? 0) }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} key
 */
function setKey(form, key) {
  const input = form.elements.namedItem('submissionKey')
  if (input instanceof HTMLInputElement) input.value = key
}

/**
 * @param {HTMLFormElement} form
 * @param {[string, string][]} entries
 */
function fillIn(form, entries) {
  for (const [name, value] of entries) {
    const control = form.elements.namedItem(name)
    if (control instanceof RadioNodeList) control.value = value
    else if (control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement)
      control.value = value
  }
}
