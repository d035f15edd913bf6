// Makes a passkey when its form is sent, and sends it with the form.

import { hasPasskeys, makePasskey, troubleOf } from './credentials.js'
import { fieldOf, partOf, say } from './form-parts.js'

const form = document.querySelector('form[data-new-passkey]')
if (form instanceof HTMLFormElement && hasPasskeys()) offer(form)

/** @param {HTMLFormElement} form */
function offer(form) {
  const trouble = partOf(form, '[data-trouble]')
  partOf(form, '[data-missing]').hidden = true
  partOf(form, '[data-way]').hidden = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    say(trouble, '')
    // A key without a name would be refused, and would lie in the authenticator for nothing.
    if (fieldOf(form, 'name').value.trim() === '') return form.submit()
    try {
      const href = form.dataset['newPasskey'] ?? ''
      fieldOf(form, 'passkey').value = await makePasskey(href, fieldOf(form, 'csrfToken').value)
      form.submit()
    } catch (error) {
      say(trouble, form.dataset[troubleOf(error)])
    }
  })
}
