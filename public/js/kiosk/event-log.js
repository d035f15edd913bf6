// What the device has to tell of itself, kept until the server has it.

/** @import { ResponseQueue } from '../queue/response-queue.js' */

/** @typedef {{ id: string, kind: string, at: string, detail: object }} DeviceEvent */

const MOST_KEPT = 500

/**
 * @param {Pick<ResponseQueue, 'setting' | 'change'>} queue
 * @param {() => Date} clock
 */
export function createEventLog(queue, clock) {
  /**
   * What could not be stored, a full storage for one.
   * @type {DeviceEvent[]}
   */
  let unstored = []

  return {
    /**
     * @param {string} kind
     * @param {object} detail
     */
    async note(kind, detail = {}) {
      const event = { id: crypto.randomUUID(), kind, at: clock().toISOString(), detail }
      try {
        await queue.change('events', (before = []) => [...before, event].slice(-MOST_KEPT))
      } catch {
        unstored = [...unstored, event].slice(-MOST_KEPT)
      }
    },

    /**
     * The oldest, in order.
     * @param {number} most
     * @returns {Promise<DeviceEvent[]>}
     */
    async first(most) {
      const stored = (await queue.setting('events')) ?? []
      return [...stored, ...unstored].slice(0, most)
    },

    /** @param {readonly DeviceEvent[]} events that the server has */
    async forget(events) {
      const ids = new Set(events.map(({ id }) => id))
      const isLeft = (/** @type {DeviceEvent} */ { id }) => !ids.has(id)
      unstored = unstored.filter(isLeft)
      // Where that fails they are told again, which the server takes for what it is.
      await queue.change('events', (before = []) => before.filter(isLeft)).catch(() => undefined)
    },
  }
}
