// A passkey in place of a one-time code; in place of the whole form where no password was typed.

import { hasPasskeys, troubleOf, usePasskey } from './credentials.js'
import { fieldOf, partOf, say } from './form-parts.js'

for (const part of document.querySelectorAll('[data-passkey]')) {
  if (part instanceof HTMLElement && hasPasskeys()) offer(part)
}

/** @param {HTMLElement} part */
function offer(part) {
  const form = part.closest('form')
  if (!form) return
  const button = partOf(part, '[data-use]')
  const trouble = partOf(part, '[data-trouble]')
  partOf(part, '[data-missing]').hidden = true
  partOf(part, '[data-way]').hidden = false
  button.addEventListener('click', async () => {
    say(trouble, '')
    try {
      const answer = await usePasskey(part.dataset['passkey'] ?? '')
      const whole = document.querySelector('form[data-passkey-alone]')
      const isAlone = whole instanceof HTMLFormElement && fieldOf(form, 'password').value === ''
      const target = isAlone ? whole : form
      fieldOf(target, 'passkey').value = answer
      target.submit()
    } catch (error) {
      say(trouble, part.dataset[troubleOf(error)])
    }
  })
}
