// A phone's form: kept on the device first, then sent; a lost network costs nobody their rating.

import { openPhoneQueue } from './phone-queue.js'
import { responseBody, textItemsIn } from './response-body.js'

/** @import { ResponseBody } from './response-body.js' */

/** How long somebody looks at «sending …» before they hear that it is safe. */
const PATIENCE_MS = 6000

const opened = openPhoneQueue()

/** Sends what earlier visits left, and says what was refused of it. */
export async function sendWhatWaits() {
  const queue = await opened
  await queue.send()
  await showRefused()
}

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<void>} rejects when the rating could not be kept on the device
 */
export async function sendThroughQueue(form) {
  const queue = await opened
  const body = responseBody(new FormData(form), textItemsIn(form))
  await queue.keep(body)
  let isOver = false
  queue.whenSent(() => void look())
  const patience = setTimeout(() => showSaved(form), PATIENCE_MS)
  await queue.send()
  clearTimeout(patience)
  await look()

  async function look() {
    const fate = await queue.fateOf(body.submissionKey)
    if (isOver) return
    if (fate.kind === 'waiting') return showSaved(form)
    isOver = true
    if (fate.kind === 'stored') location.assign(thanksAddress(body, fate.outcome))
    else if (form.isConnected) await askAgain()
    else await showRefused()
  }

  /** The server's own answer to the form says best what is wrong, beside what was entered. */
  async function askAgain() {
    const letters = await queue.refused()
    await queue.forget(letters.filter(({ item }) => item.submissionKey === body.submissionKey))
    form.submit()
  }
}

/** @param {HTMLFormElement} form */
function showSaved(form) {
  const saved = document.querySelector('template[data-saved]')
  if (!(saved instanceof HTMLTemplateElement) || !form.isConnected) return
  document.querySelector('main')?.replaceChildren(document.importNode(saved.content, true))
  const heading = document.querySelector('main h1')
  if (heading instanceof HTMLElement) heading.focus()
  scrollTo(0, 0)
}

async function showRefused() {
  const queue = await opened
  const letters = await queue.refused()
  const notice = document.querySelector('[data-refused]')
  if (letters.length === 0 || !(notice instanceof HTMLElement)) return
  notice.hidden = false
  notice.querySelector('button')?.addEventListener('click', async () => {
    await queue.forget(letters)
    notice.hidden = true
  })
}

/**
 * @param {ResponseBody} body
 * @param {string} outcome
 */
function thanksAddress(body, outcome) {
  const address = new URL(`/r/${encodeURIComponent(String(body['touchpoint']))}/thanks`, location.href)
  if (outcome === 'duplicate') address.searchParams.set('state', 'already-received')
  if (outcome === 'already_rated') address.searchParams.set('state', 'already-rated')
  return address
}
