// Sends what waits, one sender at a time, until the server has everything.

import { waitMs } from './backoff.js'

/** @import { Item } from './response-queue.js' */

const MOST_AT_ONCE = 100

/** @typedef {{ delivered: number[], dead: { sequence: number, problem: string }[] }} Results */

/**
 * What became of a sending.
 * answered: for each item that the server spoke of, whether it has it or why it will not; the others go on waiting.
 * too_large: fewer at once. later: everything goes on waiting; `reason` is for the technician.
 * @typedef {{ kind: 'answered' } & Results
 *   | { kind: 'too_large' }
 *   | { kind: 'later', reason: string, retryAfterMs: number | null }} Verdict
 */

/**
 * @param {object} dependencies
 * @param {{ first(most: number): Promise<Item[]>, settle(results: Results): Promise<unknown> }} dependencies.queue
 * @param {(items: Item[]) => Promise<Verdict>} dependencies.transmit
 * @param {(send: () => Promise<void>) => Promise<boolean>} dependencies.exclusively runs it unless another page is
 *   sending, and says whether it did
 * @param {() => number} dependencies.now a clock that nobody sets, in ms
 * @param {() => number} dependencies.random
 * @param {(run: () => void, ms: number) => unknown} dependencies.startTimer
 * @param {(verdict: Verdict) => void} [dependencies.onVerdict]
 * @param {() => void} [dependencies.onDone] nothing more can be sent for now, also what another page has sent
 */
export function createSender({ queue, transmit, exclusively, now, random, startTimer, onVerdict, onDone }) {
  let failures = 0
  let atOnce = MOST_AT_ONCE
  let notBefore = 0
  /** @type {Promise<void> | null} */
  let sending = null
  let isAskedAgain = false

  return {
    send,
    /** Sends, unless it was agreed to wait: the timer is running then. */
    wake: () => (now() < notBefore ? Promise.resolve() : send()),
  }

  /** Sends at once. Resolves when everything is sent, or nothing more can be for now. */
  function send() {
    isAskedAgain = true
    sending ??= sendWhileAsked().finally(() => {
      sending = null
    })
    return sending
  }

  /** What was put into the queue just after it was found empty is sent, too. */
  async function sendWhileAsked() {
    do {
      isAskedAgain = false
      await sendAll()
    } while (isAskedAgain && now() >= notBefore)
  }

  async function sendAll() {
    /** @type {Verdict | null} */
    let hindrance = null
    const isMine = await exclusively(async () => {
      hindrance = await sendUntilHindered()
    })
    if (isMine && hindrance === null) {
      failures = 0
      notBefore = 0
    } else {
      if (isMine) failures++
      comeBack(waitMs(Math.max(1, failures), random(), retryAfterMs(hindrance)))
    }
    onDone?.()
  }

  /** @returns {Promise<Verdict | null>} null when nothing waits any more */
  async function sendUntilHindered() {
    for (;;) {
      const items = await queue.first(atOnce)
      if (items.length === 0) return null
      const verdict = await transmit(items)
      if (verdict.kind === 'answered') {
        await queue.settle(verdict)
        atOnce = Math.min(MOST_AT_ONCE, atOnce * 2)
      } else if (verdict.kind === 'too_large') {
        await sendFewer(items)
      }
      onVerdict?.(verdict)
      if (verdict.kind === 'later') return verdict
    }
  }

  /** @param {readonly Item[]} items */
  async function sendFewer(items) {
    const [only, ...more] = items
    if (only && more.length === 0) {
      await queue.settle({ delivered: [], dead: [{ sequence: only.sequence, problem: 'too_large' }] })
    }
    atOnce = Math.ceil(items.length / 2)
  }

  /** @param {number} ms */
  function comeBack(ms) {
    const until = now() + ms
    notBefore = until
    startTimer(() => {
      // A later wait, or a success, has taken its place.
      if (notBefore === until) void send()
    }, ms)
  }
}

/** @param {Verdict | null} verdict */
function retryAfterMs(verdict) {
  return verdict?.kind === 'later' ? verdict.retryAfterMs : null
}
