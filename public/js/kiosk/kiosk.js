// An enrolled kiosk at work: people rate, and a technician looks after it.

import { createCoolDown } from './cool-down.js'
import { watchCorner } from './corner.js'
import { dialogIn, one } from './dom.js'
import { deviceFacts } from './facts.js'
import { responseKeeper } from './keep-response.js'
import { languagesOf, offerLanguages } from './languages.js'
import { createLink } from './link.js'
import { givenRatings } from './self-test.js'
import { startSpeaker } from './speaker.js'
import { screenIn } from './stage.js'
import { statusLine } from './status-line.js'
import { technicianTasks } from './tasks.js'
import { startTechnician } from './technician.js'
import { startUpdates } from './updates.js'
import { startVisits } from './visits.js'

/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { Device } from './seal-response.js' */
/** @import { createStage } from './stage.js' */
/** @import { Words } from './technician.js' */

const TICK_MS = 5000
const TRY_AGAIN_MS = 5000
const RESTING = new Set(['attract', 'closed'])
const clock = () => new Date()

/**
 * @param {object} dependencies
 * @param {ReturnType<typeof createStage>} dependencies.stage
 * @param {ResponseQueue} dependencies.queue
 * @param {Device} dependencies.device
 * @param {Words} dependencies.words
 * @param {string} dependencies.version that this page runs
 */
export async function runKiosk({ stage, queue, device, words, version }) {
  const { deviceId } = device
  const languages = one(document, '[data-languages]')
  const link = await createLink({ queue, device, version, languages: languagesOf(languages), clock })
  const { contact, events, screens } = link
  const updates = await startUpdates(updateIfFree)
  const status = statusLine(document, words.messages)
  await screensArrive()
  await noteUpdate()

  const visits = startVisits({
    stage,
    screen: (name, language) => screenIn(screens.in(language), name),
    edition: screens.edition,
    isOpen: contact.isOpen,
    askAfterMs: () => contact.settings().idleSeconds * 1000,
    greeting: () => offered()[0] ?? 'vi',
    keep: responseKeeper({
      queue,
      device,
      coolDown: createCoolDown(() => performance.now()),
      clock,
      // Looking for a new version may take long: what was kept is sent meanwhile.
      onKept: () => void Promise.all([showNews(), link.wake().then(showNews)]),
      onFailed: () => void events.note('storage_full').then(link.beatSoon),
    }),
    onResting: () => void updateIfFree(),
  })
  const technician = startTechnician({
    dialog: dialogIn(document, '[data-technician]'),
    queue,
    events,
    words,
    facts: () => deviceFacts({ queue, contact, deviceId, version, updates, words: words.messages }),
    isUpdateWaiting: updates.isWaiting,
    tasks: technicianTasks({
      queue,
      link,
      deviceId,
      words: words.messages,
      testRatings: () => technician.stepAside(testRatings),
      update: updates.apply,
      clock,
    }),
  })
  watchCorner(one(document, '[data-corner]'), technician.open)
  const showLanguages = offerLanguages(languages, visits, offered)
  startSpeaker({
    button: one(document, '[data-listen]'),
    stage: stage.place,
    language: visits.language,
    speech: () => screens.speech(visits.language()),
  })
  setInterval(showTime, TICK_MS)
  showTime()
  await showNews()
  await link.start(() => void showNews())

  async function showNews() {
    status.showConnection(contact.hindrance() === null)
    status.showWaiting(await queue.length())
    visits.refresh()
    showLanguages()
    await technician.refresh()
    if (contact.settings().version !== version) await updates.look()
    await updateIfFree()
  }

  /** Those of this page's that the province offers. */
  function offered() {
    const known = languagesOf(languages)
    const chosen = contact.settings().languages?.filter((tag) => known.includes(tag)) ?? known
    return chosen.length > 0 ? chosen : known
  }

  function showTime() {
    status.showTime(contact.now())
  }

  /** An update loads the page again: not while somebody is here, and not before everything is sent. */
  async function updateIfFree() {
    const isFree = RESTING.has(stage.place.dataset['stage'] ?? '') && !document.querySelector('dialog[open]')
    if (isFree && updates.isWaiting() && (await queue.length()) === 0) updates.apply()
  }

  /** The real form, once for each rating; afterwards the next person finds the kiosk as ever. */
  function testRatings() {
    const outcome = givenRatings(stage.place, visits.ask)
    visits.rest()
    return outcome
  }

  async function noteUpdate() {
    const before = await queue.setting('version')
    if (before === version) return
    await queue.change('version', () => version)
    if (before !== undefined) await events.note('updated', { version })
  }

  /** A kiosk that has just been enrolled needs the network once more. */
  async function screensArrive() {
    for (;;) {
      if (!screens.isReady()) await screens.refresh(contact.settings())
      if (screens.isReady()) return
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS))
    }
  }
}
