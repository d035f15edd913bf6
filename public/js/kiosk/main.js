// Starts the kiosk's page: enrolment where the device is new, then the kiosk.

import { openResponseQueue } from '../queue/response-queue.js'
import { one } from './dom.js'
import { enrolledAt } from './enrolment.js'
import { runKiosk } from './kiosk.js'
import { closeWaysOut } from './no-way-out.js'
import { createStage, screenIn } from './stage.js'

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { Words } from './technician.js' */

const QUEUE = 'thuoc-do-kiosk'

const stage = createStage(one(document, '[data-stage]'))
closeWaysOut()
await start()

async function start() {
  if (!isSupported()) return void stage.show('unsupported', screenIn(document, 'unsupported'))
  const queue = await openResponseQueue(QUEUE).catch(() => null)
  if (!queue) return void stage.show('lost-storage', screenIn(document, 'lost-storage'))
  await navigator.storage.persist()
  await run(queue)
}

/** @param {ResponseQueue} queue */
async function run(queue) {
  /** @type {Words} */
  const words = JSON.parse(one(document, '#words').textContent ?? '')
  const preparing = one(stage.place, '[data-preparing]')
  if (!(await queue.setting('device'))) {
    stage.show('enrolment', screenIn(document, 'enrolment'))
    await enrolledAt(stage.place, {
      queue,
      fetch: (url, options) => fetch(url, options),
      words: words.messages,
    })
    stage.place.replaceChildren(preparing)
  }
  preparing.hidden = false
  const device = await queue.setting('device')
  await runKiosk({ stage, queue, device, words, version: stage.place.dataset['version'] ?? '' })
}

/** Over plain http a browser has no keys, no locks and no worker. */
function isSupported() {
  return (
    globalThis.isSecureContext &&
    'subtle' in crypto &&
    'locks' in navigator &&
    'serviceWorker' in navigator &&
    'storage' in navigator
  )
}
