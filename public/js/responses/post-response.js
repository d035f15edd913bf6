// Sends one waiting response as everybody's form does, and reads what became of it.

import { laterAfter, postJson } from '../queue/post-json.js'

/** @import { Fetch } from '../queue/post-json.js' */
/** @import { Item } from '../queue/response-queue.js' */
/** @import { Verdict } from '../queue/sender.js' */

const STORED = new Set(['recorded', 'duplicate', 'already_rated'])
/** Refusals of this response, and not of the moment. */
const FINAL = new Set([400, 404, 409, 410, 413, 415, 422])
const VIETNAM_MS = 7 * 60 * 60_000

/**
 * @param {object} dependencies
 * @param {Fetch} dependencies.fetch
 * @param {() => Date} dependencies.clock
 * @param {(item: Item, outcome: string) => void} dependencies.onStored
 * @returns {(items: Item[]) => Promise<Verdict>}
 */
export function responsePoster({ fetch, clock, onStored }) {
  return async (items) => {
    const [item] = items
    if (!item) return { kind: 'answered', delivered: [], dead: [] }
    const { sequence, submissionKey } = item
    const answer = await postJson(fetch, '/responses', sentBody(item, clock()))
    const { status, json } = answer
    if (
      (status === 200 || status === 201) &&
      json?.submissionKey === submissionKey &&
      STORED.has(json.outcome)
    ) {
      onStored(item, json.outcome)
      return { kind: 'answered', delivered: [sequence], dead: [] }
    }
    const code = json?.error?.code
    const isFinal = FINAL.has(status) && typeof code === 'string' && (status !== 409 || code === 'conflict')
    return isFinal
      ? { kind: 'answered', delivered: [], dead: [{ sequence, problem: code }] }
      : laterAfter(answer)
  }
}

/**
 * Says when it was given only where that was another day: a phone's clock may be wrong, and the day of arrival is right.
 * @param {Item} item
 * @param {Date} now
 */
function sentBody({ body, at }, now) {
  const isLate = dayOf(new Date(at)) !== dayOf(now)
  return { ...JSON.parse(body), ...(isLate ? { respondedAt: at } : {}) }
}

/** @param {Date} instant */
function dayOf(instant) {
  return new Date(instant.getTime() + VIETNAM_MS).toISOString().slice(0, 10)
}
