// Reads the screen aloud: a recording where somebody made one, else the browser's voice for the language.

import { one } from './dom.js'

/** @import { Speech } from './screens.js' */

/**
 * What is to be heard of a screen: its name for the recording, and the words.
 * @param {HTMLElement} stage
 * @returns {{ name: string, text: string }}
 */
export function audibleScreen(stage) {
  const step = [...stage.querySelectorAll('[data-step]')].find(
    (one) => one instanceof HTMLElement && !one.hidden,
  )
  const name = step?.querySelector('input, textarea')?.getAttribute('name') ?? stage.dataset['stage'] ?? ''
  const words = 'h1, legend, label, .lead, .hint, .unit, [data-missing]'
  const texts = [...(step ?? stage).querySelectorAll(words)]
    .filter((element) => element.checkVisibility())
    .map((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? '')
  return { name, text: texts.filter(Boolean).join('. ') }
}

/**
 * @param {object} dependencies
 * @param {HTMLElement} dependencies.button
 * @param {HTMLElement} dependencies.stage
 * @param {() => string} dependencies.language
 * @param {() => Speech} dependencies.speech
 */
export function startSpeaker({ button, stage, language, speech }) {
  const synthesis = globalThis.speechSynthesis
  /** @type {HTMLAudioElement | null} */
  let playing = null
  button.addEventListener('click', () => (isSpeaking() ? stop() : speak()))
  synthesis?.addEventListener?.('voiceschanged', refresh)
  // The next question is another screen.
  new MutationObserver(refresh).observe(stage, {
    subtree: true,
    attributes: true,
    attributeFilter: ['data-at', 'data-stage'],
  })
  refresh()

  function refresh() {
    stop()
    const { name, recordings } = speech()
    one(button, 'span').textContent = name
    button.hidden = !recordings[audibleScreen(stage).name] && !voice()
  }

  function voice() {
    return synthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language()))
  }

  function isSpeaking() {
    return button.ariaPressed === 'true'
  }

  function speak() {
    const { name, text } = audibleScreen(stage)
    const recording = speech().recordings[name]
    button.ariaPressed = 'true'
    if (recording) play(recording)
    else say(text)
  }

  /** @param {string} address */
  function play(address) {
    const audio = new Audio(address)
    playing = audio
    audio.addEventListener('ended', stop)
    audio.addEventListener('error', stop)
    audio.play().catch(stop)
  }

  /** @param {string} text */
  function say(text) {
    const spoken = voice()
    if (!spoken) return stop()
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.voice = spoken
    utterance.lang = spoken.lang
    utterance.addEventListener('end', stop)
    utterance.addEventListener('error', stop)
    synthesis.speak(utterance)
  }

  function stop() {
    playing?.pause()
    playing = null
    synthesis?.cancel()
    button.ariaPressed = 'false'
  }
}
