// The queue of a phone: a rating is kept until the server has it, also when the page is closed meanwhile.

import { openResponseQueue } from '../queue/response-queue.js'
import { createSender } from '../queue/sender.js'
import { soleSender } from '../queue/sole-sender.js'
import { responsePoster } from './post-response.js'

/** @import { ResponseBody } from './response-body.js' */

const NAME = 'thuoc-do-phone'

/** @typedef {{ kind: 'stored', outcome: string } | { kind: 'waiting' } | { kind: 'refused' }} Fate */

export async function openPhoneQueue() {
  const queue = await openResponseQueue(NAME)
  /** By submission key, what the server said. @type {Map<string, string>} */
  const outcomes = new Map()
  const sender = createSender({
    queue,
    transmit: responsePoster({
      fetch: (url, options) => fetch(url, options),
      clock: () => new Date(),
      onStored: ({ submissionKey }, outcome) => outcomes.set(submissionKey, outcome),
    }),
    exclusively: soleSender(NAME),
    now: () => performance.now(),
    random: Math.random,
    startTimer: (run, ms) => setTimeout(run, ms),
    onVerdict: () => tell(),
  })
  let tell = () => {}
  addEventListener('online', () => void sender.send())

  return {
    send: sender.send,

    /**
     * Keeps a rating on the device. Rejects where that cannot be done.
     * @param {ResponseBody} body
     */
    async keep(body) {
      const { submissionKey } = body
      const given = { submissionKey, body: JSON.stringify(body), at: new Date().toISOString() }
      await queue.append(async ({ sequence, hash }) => ({ item: { sequence: sequence + 1, ...given }, hash }))
    },

    /**
     * What became of a rating so far.
     * @param {string} submissionKey
     * @returns {Promise<Fate>}
     */
    async fateOf(submissionKey) {
      const dead = await queue.deadLetters()
      if (dead.some(({ item }) => item.submissionKey === submissionKey)) return { kind: 'refused' }
      const waiting = await queue.all()
      if (waiting.some((item) => item.submissionKey === submissionKey)) return { kind: 'waiting' }
      return { kind: 'stored', outcome: outcomes.get(submissionKey) ?? 'recorded' }
    },

    /** @param {() => void} listener is told after each sending */
    whenSent(listener) {
      tell = listener
    },

    /** What the server refused, with its reason. */
    refused: queue.deadLetters,

    forget: queue.forget,
  }
}
