// A citizen finds no way from the kiosk to anything else of the machine.

const COMMANDS = new Set([
  'p',
  's',
  'o',
  'u',
  'f',
  'g',
  'n',
  't',
  'w',
  'r',
  'l',
  'd',
  'h',
  'j',
  '+',
  '-',
  '=',
  '0',
])

export function closeWaysOut() {
  for (const sign of ['contextmenu', 'dragstart', 'drop', 'dragover', 'gesturestart']) {
    document.addEventListener(sign, (event) => event.preventDefault())
  }
  document.addEventListener('wheel', stopZoom, { passive: false })
  document.addEventListener('keydown', stopCommand)
  // The buttons «back» and «forward» of a mouse.
  addEventListener('mouseup', (event) => {
    if (event.button > 2) event.preventDefault()
  })
}

/** @param {WheelEvent} event */
function stopZoom(event) {
  if (event.ctrlKey) event.preventDefault()
}

/** @param {KeyboardEvent} event */
function stopCommand(event) {
  const isCommand = (event.ctrlKey || event.metaKey) && COMMANDS.has(event.key.toLowerCase())
  const isFunction = /^F\d+$/.test(event.key) || (event.altKey && event.key.startsWith('Arrow'))
  if (isCommand || isFunction) event.preventDefault()
}
