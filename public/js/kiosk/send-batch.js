// Sends sealed responses, and reads what became of each.

import { laterAfter, postJson } from '../queue/post-json.js'

/** @import { Item } from '../queue/response-queue.js' */
/** @import { Verdict } from '../queue/sender.js' */
/** @import { Fetch } from '../queue/post-json.js' */
/** @import { SealedItem } from './seal-response.js' */

const STORED = new Set(['recorded', 'duplicate', 'already_rated'])

/**
 * @param {object} dependencies
 * @param {Fetch} dependencies.fetch
 * @param {string} dependencies.deviceId
 * @param {() => Date} dependencies.clock
 * @returns {(items: Item[]) => Promise<Verdict>}
 */
export function batchSender({ fetch, deviceId, clock }) {
  return async (items) => {
    const answer = await postJson(fetch, '/kiosk/responses', {
      deviceId,
      sentAt: clock().toISOString(),
      items: items.map(asSent),
    })
    if (answer.status === 413) return { kind: 'too_large' }
    const results = answer.status === 200 ? answer.json?.results : undefined
    if (!Array.isArray(results)) return laterAfter(answer)
    const read = readResults(items, results)
    const isUseful = read.delivered.length + read.dead.length > 0
    return isUseful ? { kind: 'answered', ...read } : laterAfter(answer)
  }
}

/** @param {Item} item */
function asSent(item) {
  const { sequence, previousHash, body, at, flag, signature } = /** @type {SealedItem} */ (item)
  return { sequence, previousHash, body, at, flag, signature }
}

/**
 * Only what names both its number and its key is an answer to an item; one whose body cannot be read has no key.
 * @param {Item[]} items
 * @param {any[]} results
 */
function readResults(items, results) {
  /** @type {number[]} */
  const delivered = []
  /** @type {{ sequence: number, problem: string }[]} */
  const dead = []
  for (const { sequence, submissionKey } of items) {
    const result = results.find((one) => one?.sequence === sequence)
    const { outcome, problems } = result ?? {}
    const isOurs = result?.submissionKey === submissionKey
    if (isOurs && STORED.has(outcome)) delivered.push(sequence)
    else if (isOurs && outcome === 'conflict') dead.push({ sequence, problem: 'conflict' })
    else if (outcome === 'refused' && (isOurs || result.submissionKey === null)) {
      dead.push({ sequence, problem: String(problems?.[0]?.problem ?? 'invalid') })
    }
  }
  return { delivered, dead }
}
