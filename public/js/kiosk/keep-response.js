// A rating is on the disk, with its number and seal, before anybody is thanked for it.

import { sealResponse } from './seal-response.js'

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { ResponseBody } from '../responses/response-body.js' */
/** @import { createCoolDown } from './cool-down.js' */
/** @import { Device } from './seal-response.js' */

/**
 * @param {object} dependencies
 * @param {ResponseQueue} dependencies.queue
 * @param {Device} dependencies.device
 * @param {ReturnType<typeof createCoolDown>} dependencies.coolDown
 * @param {() => Date} dependencies.clock
 * @param {() => void} dependencies.onKept
 * @param {() => void} dependencies.onFailed
 * @returns {(body: ResponseBody) => Promise<'cool_down' | null>} rejects when it could not be stored
 */
export function responseKeeper({ queue, device, coolDown, clock, onKept, onFailed }) {
  return async (body) => {
    const { submissionKey } = body
    const flag = coolDown.flag()
    const given = { submissionKey, body: JSON.stringify(body), at: clock().toISOString(), flag }
    try {
      await queue.append((head) => sealResponse(device, given, head))
    } catch (error) {
      onFailed()
      throw error
    }
    coolDown.begin()
    onKept()
    return flag
  }
}
