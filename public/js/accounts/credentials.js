// Passkeys as the browser has them: asks it for one that exists, or for a new one.

/** Whether this browser has passkeys, at this address, and speaks of them in JSON. */
export function hasPasskeys() {
  return (
    'PublicKeyCredential' in globalThis &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential
  )
}

/**
 * @param {string} challengeHref
 * @returns {Promise<string>} the answer, as the server takes it
 */
export async function usePasskey(challengeHref) {
  const options = await challengeFrom(challengeHref, {})
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return asText(await navigator.credentials.get({ publicKey }))
}

/**
 * @param {string} challengeHref
 * @param {string} csrfToken
 * @returns {Promise<string>} the new passkey's public part, as the server takes it
 */
export async function makePasskey(challengeHref, csrfToken) {
  const options = await challengeFrom(challengeHref, { 'X-CSRF-Token': csrfToken })
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  return asText(await navigator.credentials.create({ publicKey }))
}

/**
 * What went wrong, as far as the browser tells: it does not say whether its owner refused or has no such passkey.
 * @param {unknown} error
 * @returns {'cancelled' | 'known' | 'failed'}
 */
export function troubleOf(error) {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled'
  return name === 'InvalidStateError' ? 'known' : 'failed'
}

/**
 * @param {string} href
 * @param {Record<string, string>} headers
 */
async function challengeFrom(href, headers) {
  const response = await fetch(href, { method: 'POST', headers: { Accept: 'application/json', ...headers } })
  if (!response.ok) throw new Error(`the server answers ${response.status}`)
  return response.json()
}

/** @param {Credential | null} credential */
function asText(credential) {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('the browser gives no passkey')
  return JSON.stringify(credential.toJSON())
}
