// On a kiosk the thanks make room for the next person by themselves.

const line = document.querySelector('[data-returns]')
if (line instanceof HTMLElement) countDown(line)

/** @param {HTMLElement} line */
function countDown(line) {
  const { returns, returnsTo, pattern } = line.dataset
  const until = performance.now() + Number(returns) * 1000
  const timer = setInterval(() => {
    const seconds = Math.ceil((until - performance.now()) / 1000)
    if (seconds > 0) {
      line.textContent = pattern?.replace('{seconds}', String(seconds)) ?? ''
    } else {
      clearInterval(timer)
      location.replace(returnsTo ?? '/')
    }
  }, 1000)
}
