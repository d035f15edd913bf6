// Everything between this device and the server: what is sent, what is heard, and what is known of either.

import { createSender } from '../queue/sender.js'
import { soleSender } from '../queue/sole-sender.js'
import { createContact } from './contact.js'
import { createEventLog } from './event-log.js'
import { createHeart } from './heart.js'
import { batteryPercent, heartbeat } from './heartbeat.js'
import { createScreens } from './screens.js'
import { batchSender } from './send-batch.js'

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { Verdict } from '../queue/sender.js' */
/** @import { Device } from './seal-response.js' */

/** @typedef {Awaited<ReturnType<typeof createLink>>} Link */

/**
 * @param {object} dependencies
 * @param {ResponseQueue} dependencies.queue
 * @param {Device} dependencies.device
 * @param {string} dependencies.version that this page runs
 * @param {string[]} dependencies.languages in which the screens are kept
 * @param {() => Date} dependencies.clock
 */
export async function createLink({ queue, device, version, languages, clock }) {
  const { deviceId } = device
  const { random } = Math
  const contact = await createContact(queue, clock)
  const events = createEventLog(queue, clock)
  const screens = await createScreens({ queue, fetch: fetchHere, languages, clock })
  const askServer = heartbeat({ fetch: fetchHere, queue, device, events, version, clock, batteryPercent })
  const heart = createHeart(beat, random)
  const sender = createSender({
    queue,
    transmit: batchSender({ fetch: fetchHere, deviceId, clock }),
    exclusively: soleSender('thuoc-do-kiosk'),
    now: () => performance.now(),
    random,
    startTimer: (run, ms) => setTimeout(run, ms),
    onVerdict: (verdict) => void noteVerdict(verdict),
    onDone: () => tell(),
  })
  let tell = () => {}

  return {
    contact,
    events,
    screens,
    send: sender.send,
    wake: sender.wake,
    beat: heart.now,
    beatSoon: heart.soon,

    /**
     * Begins to send and to beat.
     * @param {() => void} onNews something became known
     */
    async start(onNews) {
      tell = onNews
      addEventListener('online', () => void sender.send().then(heart.soon))
      addEventListener('offline', () => void contact.failed('no_network').then(tell))
      await Promise.all([sender.send(), heart.now()])
    },
  }

  async function beat() {
    const answer = await askServer()
    if ('settings' in answer) {
      await contact.heard(answer.settings)
      await screens.refresh(answer.settings)
      void sender.wake()
    } else {
      await contact.failed(answer.reason)
    }
    tell()
  }

  /** @param {Verdict} verdict */
  async function noteVerdict(verdict) {
    if (verdict.kind === 'later') await contact.failed(verdict.reason)
    else await contact.reached()
    const dead = verdict.kind === 'answered' ? verdict.dead : []
    for (const detail of dead) await events.note('dead_letter', detail)
    if (dead.length > 0) heart.soon()
    tell()
  }
}

/** @type {typeof fetch} looked up at each call */
const fetchHere = (url, options) => fetch(url, options)
