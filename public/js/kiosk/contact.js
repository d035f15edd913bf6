// What the server last said to this device, and when.

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { Settings } from './heartbeat.js' */

const REVOKED = new Set(['device_revoked', 'device_unknown'])

/**
 * @param {ResponseQueue} queue
 * @param {() => Date} clock
 */
export async function createContact(queue, clock) {
  /** @type {Settings} */
  let settings = await queue.setting('settings')
  /** @type {{ at: Date | null, skewMs: number | null, isRevoked: boolean }} */
  let last = (await queue.setting('contact')) ?? { at: null, skewMs: null, isRevoked: false }
  /** @type {string | null} */
  let hindrance = null

  return {
    settings: () => settings,
    last: () => last,
    /** Why nothing reaches the server; null while it does. */
    hindrance: () => hindrance,
    isOpen: () => settings.touchpoint.open && !last.isRevoked,
    /** The server's time, as far as it is known. */
    now: () => new Date(clock().getTime() - (last.skewMs ?? 0)),

    /** @param {Settings} said */
    async heard(said) {
      settings = said
      const skewMs = clock().getTime() - Date.parse(said.serverTime)
      await remember({ at: clock(), skewMs, isRevoked: false })
      await keep('settings', said)
    },

    async reached() {
      await remember({ ...last, at: clock(), isRevoked: false })
    },

    /** @param {string} reason */
    async failed(reason) {
      hindrance = REVOKED.has(reason) ? 'device_revoked' : reason
      if (hindrance === 'device_revoked' && !last.isRevoked) {
        last = { ...last, isRevoked: true }
        await keep('contact', last)
      }
    },
  }

  /** @param {typeof last} contact */
  async function remember(contact) {
    hindrance = null
    last = contact
    await keep('contact', contact)
  }

  /**
   * A full storage must not keep the device from hearing and being heard.
   * @param {string} key
   * @param {unknown} value
   */
  async function keep(key, value) {
    await queue.change(key, () => value).catch(() => undefined)
  }
}
