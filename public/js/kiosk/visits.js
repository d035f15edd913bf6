// One person after the other: attract, form, thanks, attract.

import { all, filled, one } from './dom.js'
import { begunRating, startRating } from './rating.js'

/** @import { ResponseBody } from '../responses/response-body.js' */
/** @import { createStage } from './stage.js' */
/** @import { Begun } from './rating.js' */

const CANNOT_STORE_SECONDS = 60

/**
 * @param {object} dependencies
 * @param {ReturnType<typeof createStage>} dependencies.stage
 * @param {(name: string, language: string) => DocumentFragment} dependencies.screen
 * @param {() => number} dependencies.edition changes when the screens do
 * @param {() => boolean} dependencies.isOpen whether ratings are taken
 * @param {() => number} dependencies.askAfterMs
 * @param {() => string} dependencies.greeting the language that each person is greeted in
 * @param {(body: ResponseBody) => Promise<'cool_down' | null>} dependencies.keep stores a rating for good, or rejects
 * @param {() => void} dependencies.onResting nobody is using the kiosk
 */
export function startVisits({ stage, screen, edition, isOpen, askAfterMs, greeting, keep, onResting }) {
  let greeted = greeting()
  let language = greeted
  let isResting = true
  let shown = ''
  addEventListener('popstate', rest)
  rest()

  return {
    rest,
    isResting: () => isResting,
    language: () => language,

    /** Shows what has changed, unless somebody is rating. */
    refresh() {
      if (!isResting) return
      if (greeted !== greeting()) rest()
      else if (shown !== state()) showResting()
    },

    /**
     * The same screen in another language, with everything that was entered.
     * @param {string} chosen
     */
    speak(chosen) {
      const begun = stage.place.dataset['stage'] === 'form' ? begunRating(stage.place) : undefined
      speakIn(chosen)
      if (begun) ask(begun)
      else if (isResting) showResting()
    },

    /**
     * The form for a test of its buttons: what it sends is handed over and not kept.
     * @param {(body: ResponseBody) => void} onSent
     */
    ask: (onSent) => ask(undefined, onSent),
  }

  /** The next person is greeted anew, whatever the last one chose. */
  function rest() {
    isResting = true
    greeted = greeting()
    speakIn(greeted)
    showResting()
    onResting()
  }

  function state() {
    return `${isOpen()} ${edition()}`
  }

  function showResting() {
    shown = state()
    if (!isOpen()) {
      show('closed')
      return
    }
    show('attract')
    one(stage.place, '[data-begin]').addEventListener('click', begin)
  }

  function begin() {
    // Going back from the form then leads here, and not off the kiosk.
    if (history.state !== 'visit') history.pushState('visit', '')
    ask()
  }

  /**
   * @param {Begun} [begun]
   * @param {(body: ResponseBody) => void} onSent
   */
  function ask(begun, onSent = keepAndThank) {
    isResting = false
    const signal = show('form')
    startRating(stage.place, {
      ...(begun ? { begun } : {}),
      onSent,
      onGone: rest,
      askAfterMs: askAfterMs(),
      signal,
    })
  }

  /** @param {ResponseBody} body */
  async function keepAndThank(body) {
    for (const button of all(stage.place, 'button')) button.inert = true
    try {
      thank(await keep(body))
    } catch {
      sayCannotStore(body)
    }
  }

  /** @param {'cool_down' | null} flag */
  function thank(flag) {
    const signal = show(flag === null ? 'thanks' : 'cool-down')
    const line = one(stage.place, '[data-returns]')
    leaveAfter(Number(line.dataset['returns']), signal, (seconds) => {
      line.textContent = filled(line.dataset['pattern'] ?? '', { seconds })
    })
    for (const button of all(stage.place, '[data-leave]')) button.addEventListener('click', rest)
  }

  /** @param {ResponseBody} body */
  function sayCannotStore(body) {
    const signal = show('cannot-store')
    leaveAfter(CANNOT_STORE_SECONDS, signal, () => undefined)
    one(stage.place, '[data-leave]').addEventListener('click', rest)
    one(stage.place, '[data-again]').addEventListener('click', () => keepAndThank(body))
  }

  /**
   * @param {number} total seconds
   * @param {AbortSignal} signal
   * @param {(secondsLeft: number) => void} tell
   */
  function leaveAfter(total, signal, tell) {
    const until = performance.now() + total * 1000
    tell(total)
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - performance.now()) / 1000)
      if (seconds > 0) tell(seconds)
      else rest()
    }, 1000)
    signal.addEventListener('abort', () => clearInterval(timer))
  }

  /** @param {string} name */
  function show(name) {
    return stage.show(name, screen(name, language))
  }

  /** @param {string} chosen */
  function speakIn(chosen) {
    language = chosen
    document.documentElement.lang = chosen
  }
}
