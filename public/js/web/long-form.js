// A form whose answer takes long says that it is being worked on, and cannot be sent twice by impatience.

for (const form of document.querySelectorAll('form[data-busy]')) {
  if (form instanceof HTMLFormElement) tellWhenBusy(form)
}

/** @param {HTMLFormElement} form */
function tellWhenBusy(form) {
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  status.className = 'busy'
  // There before it speaks: a screen reader does not read a status that comes together with its words.
  form.append(status)

  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    status.textContent = form.dataset['busy'] ?? ''
    setBusy(form, true)
  })
  // Back from the answer, the browser may show the page as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    status.textContent = ''
    setBusy(form, false)
  })
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} isBusy
 */
function setBusy(form, isBusy) {
  form.ariaBusy = String(isBusy)
  for (const button of form.querySelectorAll('button')) button.disabled = isBusy
}
