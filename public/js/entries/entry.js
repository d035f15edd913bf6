// What script adds to keying paper slips: no page is loaded between them, and none is lost while there is no connection.

import { keyProblem, randomKey, typedWords } from './slip-keys.js'
import { createSlipQueue } from './slip-queue.js'

const form = document.querySelector('form[data-keying]')
if (form instanceof HTMLFormElement) startKeying(form)

/** @param {HTMLFormElement} form */
function startKeying(form) {
  const words = form.dataset
  const keys = inputOf(form, 'keys')
  const comment = inputOf(form, 'comment')
  const number = element('[data-number]')
  const keysError = element('[data-keys-error]')
  const progress = element('[data-progress-line]')
  const trouble = element('[data-trouble]')
  const takeBack = buttonOf('[data-take-back]')
  const undo = buttonOf('[data-undo]')
  const rows = [...document.querySelectorAll('[data-position]')]
  const positions = rows.map((row) => ({
    boxes: [...row.querySelectorAll('li')].map((box) => box.dataset['label'] ?? ''),
    isRequired: row.hasAttribute('data-required'),
  }))
  let kept = Number(words['kept'])
  let submissionKey = inputOf(form, 'submissionKey').value
  const csrfToken = inputOf(form, 'csrfToken').value
  const batchPath = form.action.replace(/\/slips$/, '')

  const queue = createSlipQueue({
    storage: localStorage,
    name: `entries:${words['keying']}`,
    send: async (slip) => {
      const response = await post('/slips', slip)
      if (response.ok) {
        const { number } = await response.json()
        kept = Math.max(kept, Number(number))
        return { state: 'kept' }
      }
      if (response.status === 422) return { state: 'refused', message: await messageOf(response) }
      if (response.status < 500 && response.status !== 429) return { state: 'stopped' }
      throw new Error(`the server answers ${response.status}`)
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    onChange: (state, message) => {
      const text = { offline: words['offline'], stopped: words['stopped'], refused: words['refused'] }
      say(
        trouble,
        state in text ? text[/** @type {keyof typeof text} */ (state)]?.replace('{message}', message) : '',
      )
      takeBack.hidden = state !== 'refused'
      showProgress()
    },
  })

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const problem = keyProblem(keys.value, positions, { isFinished: true })
    say(keysError, problem ? words[problem.problem]?.replace('{at}', String(problem.at)) : '')
    if (problem) return keys.focus()
    try {
      queue.add({ submissionKey, keys: keys.value, comment: comment.value })
    } catch {
      return say(keysError, words['notStored'])
    }
    submissionKey = randomKey((bytes) => crypto.getRandomValues(bytes))
    document.querySelector('[data-last]')?.remove()
    document.querySelector('[data-discard]')?.remove()
    fill('', '')
  })

  keys.addEventListener('input', () => {
    const problem = keyProblem(keys.value, positions, { isFinished: false })
    say(keysError, problem ? words[problem.problem]?.replace('{at}', String(problem.at)) : '')
    showTyped()
  })

  undo.addEventListener('click', async () => {
    const last = queue.takeLast()
    if (last) return mend(last)
    if (queue.waiting().length > 0 || kept === 0) return
    const response = await post('/undo', { number: kept }).catch(() => undefined)
    if (!response?.ok) return say(trouble, response ? words['stopped'] : words['offline'])
    const undone = await response.json()
    kept = undone.slips
    mend(undone)
  })

  takeBack.addEventListener('click', () => {
    const refused = queue.takeRefused()
    say(trouble, '')
    takeBack.hidden = true
    if (refused) mend(refused)
  })

  document.querySelector('form[data-close]')?.addEventListener('submit', (event) => {
    if (queue.waiting().length === 0) return
    event.preventDefault()
    const error = element('[data-close-error]')
    const text = /** @type {HTMLElement} */ (event.currentTarget).dataset['waiting']
    say(error, text)
  })

  addEventListener('online', () => void queue.flush())
  undo.hidden = false
  showTyped()
  showProgress()
  void queue.flush()
  keys.focus()

  /** @param {{ keys: string, comment: string }} slip */
  function mend(slip) {
    fill(slip.keys, slip.comment)
  }

  /**
   * @param {string} newKeys
   * @param {string} newComment
   */
  function fill(newKeys, newComment) {
    keys.value = newKeys
    comment.value = newComment
    say(keysError, '')
    showTyped()
    showProgress()
    keys.focus()
  }

  function showTyped() {
    const typed = typedWords(keys.value, positions)
    const next = typed.indexOf(null)
    rows.forEach((row, index) => {
      const cell = row.querySelector('[data-typed]')
      const word = typed[index]
      if (cell) cell.textContent = word === '' ? '–' : (word ?? '')
      row.classList.toggle('next', index === next)
    })
  }

  function showProgress() {
    const waiting = queue.waiting().length
    number.textContent = words['slip']?.replace('{number}', String(kept + waiting + 1)) ?? ''
    progress.textContent =
      words['progress']?.replace('{kept}', String(kept)).replace('{waiting}', String(waiting)) ?? ''
    // The page's own line tells how it was when the page was loaded.
    const difference = document.querySelector('[data-difference]')
    if (difference && kept + waiting !== Number(words['kept'])) difference.textContent = ''
  }

  /**
   * @param {string} path
   * @param {object} body
   */
  function post(path, body) {
    return fetch(batchPath + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
      body: JSON.stringify(body),
    })
  }
}

/** @param {Response} response */
async function messageOf(response) {
  const { error } = await response.json()
  return error.fields.map((/** @type {{ message: string }} */ field) => field.message).join(' ')
}

/**
 * @param {HTMLElement} place
 * @param {string | undefined} text
 */
function say(place, text) {
  place.textContent = text ?? ''
  place.hidden = !text
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function inputOf(form, name) {
  const input = form.elements.namedItem(name)
  if (!(input instanceof HTMLInputElement)) throw new Error(`the form has no input ${name}`)
  return input
}

/** @param {string} selector */
function element(selector) {
  const found = document.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`)
  return found
}

/** @param {string} selector */
function buttonOf(selector) {
  const found = element(selector)
  if (!(found instanceof HTMLButtonElement)) throw new Error(`${selector} is no button`)
  return found
}
