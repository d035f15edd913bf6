// The technician's corner: a PIN, then what this device knows of itself and what can be done about it.

import { all, filled, formIn, one, say } from './dom.js'
import { startKeypads } from './keypad.js'
import { isPin, matchesPin, pinWaitMs, storedPin } from './pin.js'

/** @import { ResponseQueue, DeadLetter } from '../queue/response-queue.js' */
/** @import { createEventLog } from './event-log.js' */

/** @typedef {{ messages: Record<string, string>, problems: Record<string, string> }} Words */

/**
 * What a task did: words to say, or nothing.
 * @typedef {() => Promise<string | void>} Task
 */

/**
 * @param {object} dependencies
 * @param {HTMLDialogElement} dependencies.dialog
 * @param {ResponseQueue} dependencies.queue
 * @param {ReturnType<typeof createEventLog>} dependencies.events
 * @param {Words} dependencies.words
 * @param {() => Promise<Record<string, string>>} dependencies.facts
 * @param {() => boolean} dependencies.isUpdateWaiting
 * @param {Record<string, Task>} dependencies.tasks by the name of their button
 */
export function startTechnician({ dialog, queue, events, words, facts, isUpdateWaiting, tasks }) {
  const pinForm = formIn(dialog, '[data-pin-form]')
  const newPinForm = formIn(dialog, '[data-new-pin-form]')
  const opened = one(dialog, '[data-opened]')
  const said = one(dialog, '[data-said]')
  let isAside = false
  startKeypads(pinForm)

  pinForm.addEventListener('submit', (event) => {
    event.preventDefault()
    void enter()
  })
  newPinForm.addEventListener('submit', (event) => {
    event.preventDefault()
    void changePin()
  })
  for (const button of all(dialog, '[data-task]')) {
    button.addEventListener('click', () => void perform(button.dataset['task'] ?? ''))
  }
  one(dialog, '[data-close]').addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', lock)

  return {
    /**
     * Leaves the screen to something, and comes back without a PIN.
     * @template T
     * @param {() => T} does
     * @returns {T}
     */
    stepAside(does) {
      isAside = true
      dialog.close()
      const result = does()
      dialog.showModal()
      return result
    },
    open() {
      if (!dialog.open) dialog.showModal()
      pinInput(pinForm).focus()
    },
    /** Shows what has changed, if somebody is looking. */
    async refresh() {
      if (dialog.open && !opened.hidden) await showState()
    },
  }

  function lock() {
    if (isAside) {
      isAside = false
      return
    }
    pinForm.reset()
    newPinForm.reset()
    for (const details of dialog.querySelectorAll('details')) details.open = false
    pinForm.hidden = false
    opened.hidden = true
    say(one(dialog, '[data-pin-error]'))
    said.textContent = ''
  }

  async function enter() {
    const error = one(dialog, '[data-pin-error]')
    const tries = (await queue.setting('wrongPins')) ?? { count: 0, lastAt: 0 }
    const waitMs = pinWaitMs(tries, Date.now())
    if (waitMs > 0) {
      say(error, filled(words.messages['waitForPin'] ?? '', { seconds: Math.ceil(waitMs / 1000) }))
      return
    }
    const input = pinInput(pinForm)
    const isRight = await matchesPin(input.value, await queue.setting('pin'))
    input.value = ''
    if (isRight) {
      await queue.change('wrongPins', () => undefined)
      await events.note('technician', { action: 'opened' })
      pinForm.hidden = true
      opened.hidden = false
      await showState()
      said.focus()
    } else {
      await queue.change('wrongPins', () => ({ count: tries.count + 1, lastAt: Date.now() }))
      await events.note('technician', { action: 'wrong_pin' })
      say(error, words.messages['wrongPin'])
      input.focus()
    }
  }

  async function changePin() {
    const input = pinInput(newPinForm)
    const error = one(dialog, '[data-new-pin-error]')
    if (!isPin(input.value)) return say(error, words.messages['pin'])
    const kept = await storedPin(input.value)
    await queue.change('pin', () => kept)
    await events.note('technician', { action: 'pin_changed' })
    say(error)
    newPinForm.reset()
    said.textContent = words.messages['pinChanged'] ?? ''
  }

  /** @param {string} name */
  async function perform(name) {
    said.textContent = ''
    const outcome = await tasks[name]?.()
    await showState()
    said.textContent = outcome ?? ''
    said.focus()
  }

  async function showState() {
    for (const [name, text] of Object.entries(await facts())) {
      one(dialog, `[data-fact="${name}"]`).textContent = text
    }
    one(dialog, '[data-task="update"]').hidden = !isUpdateWaiting()
    const letters = await queue.deadLetters()
    one(dialog, '[data-dead]').hidden = letters.length === 0
    one(dialog, '[data-dead-rows]').replaceChildren(...letters.map(rowOf))
  }

  /** @param {DeadLetter} letter */
  function rowOf({ item, problem }) {
    const row = document.createElement('tr')
    const at = new Date(item.at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })
    for (const text of [
      String(item.sequence),
      at,
      words.problems[problem] ?? words.problems['other'] ?? '',
    ]) {
      row.insertCell().textContent = text
    }
    return row
  }
}

/** @param {HTMLFormElement} form */
function pinInput(form) {
  const input = form.elements.namedItem('pin')
  if (!(input instanceof HTMLInputElement)) throw new Error('the form has no PIN')
  return input
}
