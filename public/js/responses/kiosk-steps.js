// One question a screen, and a form that forgets a person who has left.

/** @typedef {{ required: boolean, answered: boolean }} Step */

/**
 * Where the first answer is missing without which the rating cannot be sent; -1 when it can.
 * @param {readonly Step[]} steps
 */
export function firstMissing(steps) {
  return steps.findIndex((step) => step.required && !step.answered)
}

const ASK_AFTER_MS = 30_000
const FORGET_AFTER_ASKING_MS = 10_000

/**
 * What to do when nobody has touched the kiosk for so long.
 * @param {number} idleMs
 * @param {number} askAfterMs
 * @returns {{ stage: 'present' } | { stage: 'asked', secondsLeft: number } | { stage: 'gone' }}
 */
export function presence(idleMs, askAfterMs = ASK_AFTER_MS) {
  const leftMs = askAfterMs + FORGET_AFTER_ASKING_MS - idleMs
  if (idleMs < askAfterMs) return { stage: 'present' }
  return leftMs > 0 ? { stage: 'asked', secondsLeft: Math.ceil(leftMs / 1000) } : { stage: 'gone' }
}

/**
 * The form of a kiosk as a page of its own: the page is opened anew for each person.
 * @param {HTMLFormElement} form
 */
export function startSteps(form) {
  const start = new URL(form.dataset['start'] ?? '/', location.href)
  const forget = () => {
    for (const radio of radiosIn(form)) radio.checked = false
    for (const text of textsIn(form)) text.value = ''
    location.replace(start)
  }
  forgetOnReturn(forget)
  const { isAtFirst } = leadThrough(form)
  const isUntouched = () =>
    isAtFirst() &&
    !document.querySelector('[data-error-summary]') &&
    document.documentElement.lang === start.searchParams.get('lang') &&
    radiosIn(form).every((radio) => radio.checked === radio.defaultChecked) &&
    textsIn(form).every((text) => !text.value)
  watchPresence(document, { isUntouched, forget, now: () => performance.now() })
  document.addEventListener('contextmenu', (event) => event.preventDefault())
}

/**
 * Going back would show the last person's form, and its key would make the next rating count as the last one's.
 * @param {() => void} forget
 */
function forgetOnReturn(forget) {
  const [arrival] = performance.getEntriesByType('navigation')
  if (arrival instanceof PerformanceNavigationTiming && arrival.type === 'back_forward') forget()
  addEventListener('pageshow', (event) => {
    if (event.persisted) forget()
  })
}

/**
 * Shows one question after the other.
 * @param {HTMLFormElement} form
 * @param {{ from?: number }} options the screen to begin with
 */
export function leadThrough(form, { from = 0 } = {}) {
  const screens = all(form, '[data-step]')
  const back = one(form, '[data-back]')
  const next = one(form, '[data-next]')
  const send = one(form, '[type=submit]')
  const missing = one(form, '[data-missing]')
  const progress = one(form, '[data-progress]')
  const nextWord = next.textContent
  const missingWord = missing.textContent
  let at = 0

  back.addEventListener('click', () => show(neighbour(-1)))
  next.addEventListener('click', goOn)
  form.addEventListener('change', refresh)
  form.addEventListener('input', refresh)
  form.addEventListener('click', (event) => {
    // Only a finger or a mouse moves on: arrow keys choose by passing over the other fields.
    if (event.detail > 0 && isRadio(event.target) && event.target.name === 'procedureField') goOn()
  })
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !isRadio(event.target)) return
    event.preventDefault()
    goOn()
  })
  form.addEventListener('submit', stopIfIncomplete, { capture: true })
  document.querySelector('[data-error-summary]')?.addEventListener('click', (event) => {
    const hash = event.target instanceof HTMLAnchorElement ? event.target.hash : ''
    if (hash) showScreenOf(hash)
  })

  const wrong = screens.findIndex((screen) => screen.querySelector('[aria-invalid]'))
  progress.hidden = false
  show(wrong === -1 ? from : wrong, { focus: false })
  return { isAtFirst: () => at === 0 }

  function goOn() {
    if (firstMissing([stepOf(at)]) !== -1 || invalidIn(screens[at])) sayMissing()
    else if (neighbour(1) !== at) show(neighbour(1))
  }

  /** @param {Event} event */
  function stopIfIncomplete(event) {
    const unanswered = firstMissing(screens.map((_, index) => stepOf(index)))
    const incomplete = unanswered === -1 ? screens.findIndex(invalidIn) : unanswered
    if (incomplete === -1) return
    event.preventDefault()
    show(incomplete)
    sayMissing()
  }

  function sayMissing() {
    missing.textContent = invalidIn(screens[at])?.dataset['invalid'] ?? missingWord
    screens[at]?.prepend(missing)
    missing.hidden = false
  }

  /** @param {string} hash */
  function showScreenOf(hash) {
    const index = screens.findIndex((screen) => screen.querySelector(hash))
    if (index !== -1) show(index, { focus: false })
  }

  /** @param {number} index */
  function show(index, { focus = true } = {}) {
    at = index
    form.dataset['at'] = String(at)
    for (const [i, screen] of screens.entries()) screen.hidden = i !== at
    refresh()
    if (focus) focusQuestion(screens[at])
  }

  function refresh() {
    const { required, answered } = stepOf(at)
    missing.hidden = true
    back.hidden = at === 0
    next.hidden = neighbour(1) === at
    showProgress()
    next.textContent = required || answered ? nextWord : (next.dataset['skip'] ?? nextWord)
    send.hidden = firstMissing(screens.map((_, index) => stepOf(index))) !== -1
  }

  /** An answer may add questions, and take some away. */
  function showProgress() {
    const asked = screens.filter(isForThisPerson)
    const step = asked.indexOf(screens[at] ?? form) + 1
    const [words, bar] = [one(progress, 'p'), one(progress, 'progress')]
    const pattern = form.dataset['steps'] ?? ''
    words.textContent = pattern.replace('{step}', String(step)).replace('{steps}', String(asked.length))
    if (bar instanceof HTMLProgressElement) {
      bar.max = asked.length
      bar.value = step
    }
  }

  /**
   * The next screen in a direction that is asked of this person; the present one where there is none.
   * @param {1 | -1} direction
   */
  function neighbour(direction) {
    let index = at + direction
    for (let screen = screens[index]; screen; screen = screens[index]) {
      if (isForThisPerson(screen)) return index
      index += direction
    }
    return at
  }

  /** @param {number} index */
  function stepOf(index) {
    const screen = screens[index]
    const groups = screen ? all(screen, '[role=radiogroup]') : []
    const required = groups.filter((group) => group.ariaRequired === 'true')
    const isAnswered = (/** @type {Element} */ group) => group.querySelector(':checked') !== null
    const isWritten = screen !== undefined && textsIn(screen).some((text) => text.value !== '')
    return {
      required: required.length > 0,
      answered: required.length > 0 ? required.every(isAnswered) : isWritten || groups.some(isAnswered),
    }
  }
}

/** @param {HTMLElement} screen see skip-rules.js */
function isForThisPerson(screen) {
  return !screen.hasAttribute('data-not-asked')
}

/** @param {HTMLElement | undefined} screen */
function focusQuestion(screen) {
  const words = screen?.querySelector('legend, label')
  if (!(words instanceof HTMLElement)) return
  words.tabIndex = -1
  words.focus({ preventScroll: true })
  scrollTo(0, 0)
}

/**
 * Asks a silent person whether they are there, and forgets the answers of one who is not.
 * @param {ParentNode} page where the question stands
 * @param {object} dependencies
 * @param {() => boolean} dependencies.isUntouched
 * @param {() => void} dependencies.forget
 * @param {() => number} dependencies.now
 * @param {number} [dependencies.askAfterMs]
 * @param {AbortSignal} [dependencies.signal] ends the watch
 */
export function watchPresence(page, { isUntouched, forget, now, askAfterMs, signal }) {
  const dialog = page.querySelector('dialog[data-idle]')
  if (!(dialog instanceof HTMLDialogElement)) return
  const question = dialog
  const text = one(question, '[data-pattern]')
  let lastSeen = now()
  const timer = setInterval(look, 500)
  const ending = signal ? { signal } : {}
  for (const sign of ['pointerup', 'keydown', 'input', 'wheel']) document.addEventListener(sign, seen, ending)
  one(question, 'button').addEventListener('click', seen)
  signal?.addEventListener('abort', () => clearInterval(timer))

  function seen() {
    lastSeen = now()
    question.close()
  }

  function look() {
    if (isUntouched()) lastSeen = now()
    const state = presence(now() - lastSeen, askAfterMs)
    if (state.stage === 'asked') {
      text.textContent = text.dataset['pattern']?.replace('{seconds}', String(state.secondsLeft)) ?? ''
      if (!question.open) question.showModal()
    }
    if (state.stage === 'gone') {
      clearInterval(timer)
      forget()
    }
  }
}

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement}
 */
function isRadio(target) {
  return target instanceof HTMLInputElement && target.type === 'radio'
}

/** @param {HTMLFormElement} form */
function radiosIn(form) {
  return [...form.querySelectorAll('input')].filter(isRadio)
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Text */

/**
 * @param {ParentNode} parent
 * @returns {Text[]}
 */
function textsIn(parent) {
  return [...parent.querySelectorAll('textarea, input.control')].filter(
    (element) => element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement,
  )
}

/** @param {HTMLElement | undefined} screen */
function invalidIn(screen) {
  return screen && textsIn(screen).find((text) => text.willValidate && !text.validity.valid)
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
function all(parent, selector) {
  return [...parent.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement)
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 */
function one(parent, selector) {
  const element = parent.querySelector(selector)
  if (!(element instanceof HTMLElement)) throw new Error(`the form has no ${selector}`)
  return element
}
