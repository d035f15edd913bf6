// Everything that the server does not have, as a file for the administrator.

/** @import { ResponseQueue } from '../queue/response-queue.js' */

/**
 * @param {ResponseQueue} queue
 * @param {string} deviceId
 * @param {Date} now
 */
export async function exportFile(queue, deviceId, now) {
  const content = {
    deviceId,
    exportedAt: now.toISOString(),
    waiting: await queue.all(),
    refused: await queue.deadLetters(),
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: 'application/json' }))
  link.download = `kiosk-${deviceId.slice(0, 8)}-${now.toISOString().slice(0, 10)}.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
