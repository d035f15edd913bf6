// The small line for the technician: the time, the connection, what waits.

import { filled, one } from './dom.js'

const TIME = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
})

/**
 * @param {ParentNode} page
 * @param {Record<string, string>} words
 */
export function statusLine(page, words) {
  const [time, connection, waiting] = ['time', 'connection', 'waiting'].map((name) =>
    one(page, `[data-${name}]`),
  )

  return {
    /** @param {Date} now as the server has it */
    showTime(now) {
      if (time) time.textContent = TIME.format(now)
    },
    /** @param {boolean} isOnline */
    showConnection(isOnline) {
      if (!connection) return
      connection.textContent = words[isOnline ? 'online' : 'offline'] ?? ''
      connection.classList.toggle('offline', !isOnline)
    },
    /** @param {number} count */
    showWaiting(count) {
      if (waiting) waiting.textContent = count === 0 ? '' : filled(words['waiting'] ?? '', { count })
    },
  }
}
