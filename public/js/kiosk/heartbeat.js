// A sign of life, signed and numbered, with what the device has to tell.

import { laterAfter, postJson } from '../queue/post-json.js'
import { signatureOf } from './device-key.js'

/** @import { Fetch } from '../queue/post-json.js' */
/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { createEventLog } from './event-log.js' */
/** @import { Device } from './seal-response.js' */

const MOST_EVENTS = 50

/**
 * `languages`: to choose from, the one that people are greeted in first. It and `settingsRevision` are missing in what an
 * earlier version has kept.
 * @typedef {{ serverTime: string, version: string, idleSeconds: number, languages?: string[], settingsRevision?: number, touchpoint: Touchpoint }} Settings
 */
/** @typedef {{ code: string, unitName: string, place: string | null, open: boolean }} Touchpoint */

/**
 * @param {object} dependencies
 * @param {Fetch} dependencies.fetch
 * @param {ResponseQueue} dependencies.queue
 * @param {Device} dependencies.device
 * @param {ReturnType<typeof createEventLog>} dependencies.events
 * @param {string} dependencies.version
 * @param {() => Date} dependencies.clock
 * @param {() => Promise<number | null>} dependencies.batteryPercent
 * @returns {() => Promise<{ settings: Settings } | { reason: string }>} what the server says, or why it said nothing
 */
export function heartbeat({ fetch, queue, device, events, version, clock, batteryPercent }) {
  /** Where the storage is full, the number goes on here. */
  let lastNumber = 0

  return async () => {
    const told = await events.first(MOST_EVENTS)
    const payload = JSON.stringify({
      number: await nextNumber(),
      sentAt: clock().toISOString(),
      version,
      queueLength: await queue.length(),
      deadLetters: await queue.deadCount(),
      batteryPercent: await batteryPercent(),
      lastSequence: (await queue.head()).sequence,
      events: told,
    })
    const { deviceId, privateKey } = device
    const message = ['thuoc-do/heartbeat/v1', deviceId, payload].join('\n')
    const signature = await signatureOf(privateKey, new TextEncoder().encode(message))
    const answer = await postJson(fetch, '/kiosk/heartbeat', { deviceId, payload, signature })
    if (answer.status !== 200 || typeof answer.json?.serverTime !== 'string') return laterAfter(answer)
    if (told.length > 0) await events.forget(told)
    return { settings: answer.json }
  }

  async function nextNumber() {
    const kept = (await queue.setting('heartbeatNumber')) ?? 0
    const number = Math.max(kept, lastNumber) + 1
    lastNumber = await queue
      .change('heartbeatNumber', (before = 0) => Math.max(before + 1, number))
      .catch(() => number)
    return lastNumber
  }
}

/** @returns {Promise<number | null>} 0..100; null where the browser does not tell */
export async function batteryPercent() {
  /** @type {{ getBattery?: () => Promise<{ level: number }> }} */
  const device = /** @type {any} */ (navigator)
  const battery = await device.getBattery?.().catch(() => undefined)
  return battery ? Math.round(battery.level * 100) : null
}
