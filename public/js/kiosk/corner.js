// The technician's corner opens after a long press, so that nobody comes upon it by chance; by keyboard at once.

const HOLD_MS = 3000

/**
 * @param {HTMLElement} corner
 * @param {() => void} open
 */
export function watchCorner(corner, open) {
  let timer = 0
  corner.hidden = false
  const release = () => clearTimeout(timer)
  corner.addEventListener('pointerdown', () => {
    timer = setTimeout(open, HOLD_MS)
  })
  for (const sign of ['pointerup', 'pointerleave', 'pointercancel']) corner.addEventListener(sign, release)
  corner.addEventListener('click', (event) => {
    // A key press is a click without a finger.
    if (event.detail === 0) open()
  })
}
