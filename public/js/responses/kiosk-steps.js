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
const FORGET_AFTER_MS = 40_000

/**
 * What to do when nobody has touched the kiosk for so long.
 * @param {number} idleMs
 * @returns {{ stage: 'present' } | { stage: 'asked', secondsLeft: number } | { stage: 'gone' }}
 */
export function presence(idleMs) {
  if (idleMs < ASK_AFTER_MS) return { stage: 'present' }
  if (idleMs >= FORGET_AFTER_MS) return { stage: 'gone' }
  return { stage: 'asked', secondsLeft: Math.ceil((FORGET_AFTER_MS - idleMs) / 1000) }
}

/** @param {HTMLFormElement} form */
export function startSteps(form) {
  const start = new URL(form.dataset['start'] ?? '/', location.href)
  const forget = () => {
    for (const radio of radiosIn(form)) radio.checked = false
    for (const textarea of form.querySelectorAll('textarea')) textarea.value = ''
    location.replace(start)
  }
  forgetOnReturn(forget)
  const { isAtFirst } = leadThrough(form)
  const isUntouched = () =>
    isAtFirst() &&
    !document.querySelector('[data-error-summary]') &&
    document.documentElement.lang === start.searchParams.get('lang') &&
    radiosIn(form).every((radio) => radio.checked === radio.defaultChecked) &&
    !form.querySelector('textarea')?.value
  const dialog = document.querySelector('dialog[data-idle]')
  if (dialog instanceof HTMLDialogElement) {
    watchPresence(dialog, { isUntouched, forget, now: () => performance.now() })
  }
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

/** @param {HTMLFormElement} form */
function leadThrough(form) {
  const screens = all(form, '[data-step]')
  const back = one(form, '[data-back]')
  const next = one(form, '[data-next]')
  const send = one(form, '[type=submit]')
  const missing = one(form, '[data-missing]')
  const progress = one(form, '[data-progress]')
  const nextWord = next.textContent
  let at = 0

  back.addEventListener('click', () => show(at - 1))
  next.addEventListener('click', goOn)
  form.addEventListener('change', refresh)
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
  show(Math.max(0, wrong), { focus: false })
  return { isAtFirst: () => at === 0 }

  function goOn() {
    if (firstMissing([stepOf(at)]) !== -1) sayMissing()
    else if (at < screens.length - 1) show(at + 1)
  }

  /** @param {Event} event */
  function stopIfIncomplete(event) {
    const incomplete = firstMissing(screens.map((_, index) => stepOf(index)))
    if (incomplete === -1) return
    event.preventDefault()
    show(incomplete)
    sayMissing()
  }

  function sayMissing() {
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
    const [words, bar] = [one(progress, 'p'), one(progress, 'progress')]
    const pattern = form.dataset['steps'] ?? ''
    words.textContent = pattern.replace('{step}', String(at + 1)).replace('{steps}', String(screens.length))
    if (bar instanceof HTMLProgressElement) {
      bar.max = screens.length
      bar.value = at + 1
    }
    refresh()
    if (focus) focusQuestion(screens[at])
  }

  function refresh() {
    const { required, answered } = stepOf(at)
    missing.hidden = true
    back.hidden = at === 0
    next.hidden = at === screens.length - 1
    next.textContent = required || answered ? nextWord : (next.dataset['skip'] ?? nextWord)
    send.hidden = firstMissing(screens.map((_, index) => stepOf(index))) !== -1
  }

  /** @param {number} index */
  function stepOf(index) {
    const screen = screens[index]
    const groups = screen ? all(screen, '[role=radiogroup]') : []
    const required = groups.filter((group) => group.ariaRequired === 'true')
    const isAnswered = (/** @type {Element} */ group) => group.querySelector(':checked') !== null
    const answered = screen?.querySelector('textarea')?.value || groups.some(isAnswered)
    return {
      required: required.length > 0,
      answered: required.length > 0 ? required.every(isAnswered) : Boolean(answered),
    }
  }
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
 * @param {HTMLDialogElement} dialog
 * @param {{ isUntouched: () => boolean, forget: () => void, now: () => number }} dependencies
 */
function watchPresence(dialog, { isUntouched, forget, now }) {
  const text = one(dialog, '[data-pattern]')
  let lastSeen = now()
  const timer = setInterval(look, 500)
  for (const sign of ['pointerup', 'keydown', 'input', 'wheel']) document.addEventListener(sign, seen)
  one(dialog, 'button').addEventListener('click', seen)

  function seen() {
    lastSeen = now()
    dialog.close()
  }

  function look() {
    if (isUntouched()) lastSeen = now()
    const state = presence(now() - lastSeen)
    if (state.stage === 'asked') {
      text.textContent = text.dataset['pattern']?.replace('{seconds}', String(state.secondsLeft)) ?? ''
      if (!dialog.open) dialog.showModal()
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
