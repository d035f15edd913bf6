// Says how far an import is, and shows its page anew when it has got on to something else.

const EVERY_MS = 2000

/**
 * @typedef {{ state: string, done: number }} Progress
 */

const section = document.querySelector('[data-import-progress]')
if (section instanceof HTMLElement) void follow(section)

/** @param {HTMLElement} section */
async function follow(section) {
  const { importProgress = '', state } = section.dataset
  for (;;) {
    const progress = await ask(importProgress)
    if (progress && progress.state !== state) return location.reload()
    if (progress) show(section, progress.done)
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}

/**
 * Null when there is no answer just now.
 * @param {string} address
 * @returns {Promise<Progress | null>}
 */
async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' } })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

/**
 * @param {HTMLElement} section
 * @param {number} done
 */
function show(section, done) {
  const bar = section.querySelector('progress')
  if (bar) bar.value = done
  const status = section.querySelector('[data-pattern]')
  if (!(status instanceof HTMLElement)) return
  const count = new Intl.NumberFormat(document.documentElement.lang === 'vi' ? 'vi-VN' : 'en-GB').format(done)
  status.textContent = (status.dataset['pattern'] ?? '').replace('{done}', count)
}
