// What the technician reads of the device, in words.

import { filled } from './dom.js'

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { createContact } from './contact.js' */

const NUMBER = new Intl.NumberFormat('vi-VN')

/**
 * @param {object} dependencies
 * @param {ResponseQueue} dependencies.queue
 * @param {Awaited<ReturnType<typeof createContact>>} dependencies.contact
 * @param {string} dependencies.deviceId
 * @param {string} dependencies.version
 * @param {{ isWaiting(): boolean }} dependencies.updates
 * @param {Record<string, string>} dependencies.words
 * @returns {Promise<Record<string, string>>} by the name of their place
 */
export async function deviceFacts({ queue, contact, deviceId, version, updates, words }) {
  const { at, skewMs } = contact.last()
  const { unitName, place } = contact.settings().touchpoint
  const hindrance = contact.hindrance()
  const say = (/** @type {string} */ key, values = {}) => filled(words[key] ?? words['other'] ?? '', values)
  return {
    unit: place === null ? unitName : `${unitName} · ${place}`,
    waiting: NUMBER.format(await queue.length()),
    dead: NUMBER.format(await queue.deadCount()),
    sending: say(hindrance ?? 'sent'),
    lastContact: at ? at.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' }) : say('never'),
    skew: skewInWords(skewMs, say),
    lastSequence: NUMBER.format((await queue.head()).sequence),
    storage: say((await navigator.storage.persisted()) ? 'persistent' : 'evictable'),
    version: updates.isWaiting() ? say('updateWaiting', { version }) : version,
    device: deviceId,
  }
}

/**
 * @param {number | null} skewMs
 * @param {(key: string, values?: Record<string, string>) => string} say
 */
function skewInWords(skewMs, say) {
  if (skewMs === null) return say('unknown')
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  if (seconds < 5) return say('exact')
  return say(skewMs > 0 ? 'ahead' : 'behind', { seconds: NUMBER.format(seconds) })
}
