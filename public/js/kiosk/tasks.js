// What a technician can have the device do.

import { filled } from './dom.js'
import { exportFile } from './export-file.js'

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { Link } from './link.js' */
/** @import { Outcome } from './self-test.js' */
/** @import { SealedItem } from './seal-response.js' */
/** @import { Task } from './technician.js' */

/**
 * @param {object} dependencies
 * @param {ResponseQueue} dependencies.queue
 * @param {Link} dependencies.link
 * @param {string} dependencies.deviceId
 * @param {Record<string, string>} dependencies.words
 * @param {() => Outcome} dependencies.testRatings
 * @param {() => void} dependencies.update
 * @param {() => Date} dependencies.clock
 * @returns {Record<string, Task>}
 */
export function technicianTasks({ queue, link, deviceId, words, testRatings, update, clock }) {
  const { contact, events, send, beat } = link
  /** What has been exported need not be kept for the sake of this device any more. */
  let hasExported = false

  return {
    async sendNow() {
      await events.note('technician', { action: 'sent_now' })
      await send()
      await beat()
      const left = await queue.length()
      return left === 0 ? words['nothingWaiting'] : words[contact.hindrance() ?? 'other']
    },

    async selfTest() {
      const { given, levels } = testRatings()
      await events.note('self_test', { ratings: given, levels })
      await beat()
      if (levels > 0 && given.length === levels) return words['selfTestPassed']
      const usable = given.join(', ') || (words['none'] ?? '')
      return filled(words['selfTestFailed'] ?? '', { ratings: usable })
    },

    async export() {
      await exportFile(queue, deviceId, clock())
      hasExported = true
      return words['exported']
    },

    async retry() {
      const letters = await queue.deadLetters()
      const ours = letters.filter(({ item }) => /** @type {SealedItem} */ (item).deviceId === deviceId)
      await queue.retry(ours)
      await events.note('technician', { action: 'retried' })
      await send()
    },

    async update() {
      update()
    },

    async unenrol() {
      const [waiting, dead] = [await queue.length(), await queue.deadCount()]
      if (waiting > 0 && !contact.last().isRevoked) return words['unenrolRefused']
      if (waiting + dead > 0 && !hasExported) return words['unenrolExport']
      await beat()
      await queue.putAside('device_revoked')
      location.reload()
    },
  }
}
