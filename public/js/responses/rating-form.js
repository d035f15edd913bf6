// What script adds to the rating form: it is sent once, answers can be taken back, letters are counted.

import { followRules } from './skip-rules.js'

/**
 * The number of letters as a reader counts them: one for «ễ», however it is written, and one for a family of emoji.
 * @param {string} text
 */
export function countGraphemes(text) {
  if (typeof Intl.Segmenter !== 'function') return [...text.normalize()].length
  let count = 0
  for (const _ of new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)) count++
  return count
}

const MOST_LETTERS = 1000

/** @param {HTMLFormElement} form */
function sendOnce(form) {
  const button = form.querySelector('button[type=submit]')
  // A preview is not sent at all, and its button stays as it is.
  if (!(button instanceof HTMLButtonElement) || button.disabled) return
  const words = button.textContent
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    button.disabled = true
    button.textContent = form.dataset['sending'] ?? words
  })
  // Back to this page: it may be sent again, and the key in it makes the server count it once.
  addEventListener('pageshow', () => {
    button.disabled = false
    button.textContent = words
  })
}

/**
 * @param {HTMLFormElement} form
 * @param {{ signal?: AbortSignal }} options `signal`: the form is thrown away
 */
export function letAnswersBeTakenBack(form, options = {}) {
  for (const button of form.querySelectorAll('button[data-clear]')) {
    if (!(button instanceof HTMLButtonElement)) continue
    const radios = [...form.querySelectorAll('input')].filter(
      (input) => input.name === button.dataset['clear'],
    )
    const show = () => {
      button.hidden = !radios.some((radio) => radio.checked)
    }
    button.addEventListener('click', () => {
      for (const radio of radios) radio.checked = false
      radios[0]?.focus()
      radios[0]?.dispatchEvent(new Event('change', { bubbles: true }))
    })
    form.addEventListener('change', show)
    addEventListener('pageshow', show, options)
    show()
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {{ signal?: AbortSignal }} options `signal`: the form is thrown away
 */
export function countLetters(form, options = {}) {
  const counter = form.querySelector('[data-counter-of]')
  const textarea = form.querySelector('textarea')
  if (!(counter instanceof HTMLElement) || !textarea) return
  const atFirst = counter.textContent
  const show = () => {
    const left = MOST_LETTERS - countGraphemes(textarea.value.trim())
    const pattern = left < 0 ? counter.dataset['over'] : counter.dataset['left']
    const letters = Math.abs(left).toLocaleString(document.documentElement.lang)
    counter.textContent = textarea.value ? (pattern?.replace('{letters}', letters) ?? '') : atFirst
    counter.classList.toggle('over', left < 0)
    textarea.dataset['invalid'] = counter.textContent ?? ''
    textarea.setCustomValidity(left < 0 ? textarea.dataset['invalid'] : '')
  }
  textarea.addEventListener('input', show)
  addEventListener('pageshow', show, options)
}

/** @param {HTMLFormElement} form */
function returnWithErrors(form) {
  const summary = document.querySelector('[data-error-summary]')
  if (!(summary instanceof HTMLElement)) return
  summary.focus()
  // This page is the answer to a post: under the form's own address, going back to it or reloading it posts nothing.
  history.replaceState(null, '', form.dataset['start'])
}

/**
 * The scripts of the queue come with the first touch: a form that is only looked at costs nothing more.
 * @param {HTMLFormElement} form
 */
function sendSafely(form) {
  const queue = () => import('./send-through-queue.js')
  for (const sign of ['pointerdown', 'focusin']) {
    form.addEventListener(sign, () => void queue().catch(() => undefined), { once: true })
  }
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented || isIncomplete(form)) return
    event.preventDefault()
    // Without a storage of its own the form is posted as without script.
    queue()
      .then(({ sendThroughQueue }) => sendThroughQueue(form))
      .catch(() => form.submit())
  })
  void hasQueue().then(async (isThere) => {
    if (isThere) await (await queue()).sendWhatWaits()
  })
}

/** Whether this browser has ever kept a rating: then one may wait still. */
async function hasQueue() {
  try {
    const databases = await indexedDB.databases()
    return databases.some(({ name }) => name === 'thuoc-do-phone')
  } catch {
    return false
  }
}

/**
 * The server says what is missing: it would be refused for good.
 * @param {HTMLFormElement} form
 */
function isIncomplete(form) {
  return [...form.querySelectorAll('[role=radiogroup][aria-required]')].some(
    (group) => !group.querySelector(':checked'),
  )
}

/** @type {HTMLFormElement | null | undefined} where there is no document, only the counting is wanted */
const form = globalThis.document?.querySelector('form[data-rating-form]')
if (form) {
  followRules(form)
  sendOnce(form)
  letAnswersBeTakenBack(form)
  countLetters(form)
  returnWithErrors(form)
  if (form.dataset['steps'] === undefined) sendSafely(form)
  else (await import('./kiosk-steps.js')).startSteps(form)
}
