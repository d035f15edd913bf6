// The screens that citizens see, as the server made them for this touchpoint: kept on the device, in each language.

/** @import { Fetch } from '../queue/post-json.js' */
/** @import { ResponseQueue } from '../queue/response-queue.js' */
/** @import { Settings } from './heartbeat.js' */

const FRESH_MS = 60 * 60_000
const TIMEOUT_MS = 30_000

/** @typedef {{ name: string, recordings: Record<string, string> }} Speech */
/** `of`: what they were made for. @typedef {{ of: string, loadedAt: number, html: Record<string, string> }} KeptScreens */

/**
 * @param {object} dependencies
 * @param {ResponseQueue} dependencies.queue
 * @param {Fetch} dependencies.fetch
 * @param {string[]} dependencies.languages
 * @param {() => Date} dependencies.clock
 */
export async function createScreens({ queue, fetch, languages, clock }) {
  /** @type {KeptScreens | undefined} */
  let kept = await queue.setting('screens')
  /** @type {Record<string, DocumentFragment>} */
  let parsed = {}

  return {
    isReady: () => kept !== undefined,

    /** Changes with everything that is loaded. */
    edition: () => kept?.loadedAt ?? 0,

    /**
     * What the speaker needs: its name, and by screen or question the address of a recording.
     * @param {string} language
     * @returns {Speech}
     */
    speech(language) {
      const { recordings = '{}', listenWords = '' } = templateIn(this.in(language)).dataset
      return { name: listenWords, recordings: JSON.parse(recordings) }
    },

    /**
     * A template for each screen.
     * @param {string} language
     * @returns {DocumentFragment}
     */
    in(language) {
      parsed[language] ??= fragmentOf(kept?.html[language] ?? '')
      return parsed[language]
    },

    /**
     * Loads them when something about the touchpoint, the province or the program has changed, and once an hour. Where that fails,
     * the old ones stay.
     * @param {Settings} settings
     */
    async refresh({ touchpoint, version, settingsRevision }) {
      const of = JSON.stringify([touchpoint, version, settingsRevision])
      const now = clock().getTime()
      if (kept?.of === of && Math.abs(now - kept.loadedAt) < FRESH_MS) return
      try {
        const texts = await Promise.all(languages.map((language) => load(touchpoint.code, language)))
        kept = { of, loadedAt: now, html: Object.fromEntries(texts) }
      } catch {
        return
      }
      parsed = {}
      await queue.change('screens', () => kept).catch(() => undefined)
    },
  }

  /**
   * @param {string} touchpoint
   * @param {string} language
   */
  async function load(touchpoint, language) {
    const response = await fetch(`/kiosk/screens/${encodeURIComponent(touchpoint)}/${language}`, {
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    // A network's sign-in page answers 200 too, but does not know this.
    if (!response.ok || !response.headers.has('Kiosk-Version')) throw new Error('these are no screens')
    return [language, await response.text()]
  }
}

/**
 * The first one carries what belongs to all.
 * @param {DocumentFragment} screens
 */
function templateIn(screens) {
  const template = screens.querySelector('template')
  if (!template) throw new Error('there are no screens')
  return template
}

/** @param {string} html */
function fragmentOf(html) {
  const holder = document.createElement('template')
  holder.innerHTML = html
  return holder.content
}
