// A one-time code becomes a device with a key of its own.

import { postJson } from '../queue/post-json.js'
import { makeDeviceKey, publicKeyText } from './device-key.js'
import { isPin, storedPin } from './pin.js'

/** @import { Fetch } from '../queue/post-json.js' */
/** @import { ResponseQueue } from '../queue/response-queue.js' */

/** @typedef {{ code: string, name: string, pin: string, pinAgain: string }} Entered */

/**
 * @param {Entered} entered
 * @param {{ queue: ResponseQueue, fetch: Fetch }} dependencies
 * @returns {Promise<{ field: string, message: string } | null>} what is wrong, by the key of its words; null when the
 *   device is enrolled
 */
export async function enrol({ code, name, pin, pinAgain }, { queue, fetch }) {
  if (code.trim() === '') return { field: 'code', message: 'code' }
  if (!isPin(pin)) return { field: 'pin', message: 'pin' }
  if (pin !== pinAgain) return { field: 'pinAgain', message: 'pinAgain' }

  const key = await keyFor(code, queue)
  const { status, json } = await postJson(fetch, '/kiosk/enrolment', {
    code,
    publicKey: await publicKeyText(key.publicKey),
    ...(name.trim() ? { name: name.trim() } : {}),
  })
  if (status !== 201 || typeof json?.deviceId !== 'string') {
    const problem = problemOf(status, json)
    if (problem.field === 'publicKey') await queue.change('pendingKey', () => undefined)
    return problem
  }

  const { deviceId, ...settings } = json
  const kept = await storedPin(pin)
  await queue.change('pin', () => kept)
  await queue.change('settings', () => settings)
  await queue.change('device', () => ({ deviceId, privateKey: key.privateKey }))
  await queue.change('pendingKey', () => undefined)
  return null
}

/**
 * The key is kept before it is sent: should the answer be lost, the same code with the same key gives it again.
 * @param {string} code
 * @param {ResponseQueue} queue
 * @returns {Promise<CryptoKeyPair>}
 */
async function keyFor(code, queue) {
  const pending = await queue.setting('pendingKey')
  if (pending?.code === code) return pending.key
  const key = await makeDeviceKey()
  await queue.change('pendingKey', () => ({ code, key }))
  return key
}

/**
 * @param {number} status
 * @param {any} json
 * @returns {{ field: string, message: string }}
 */
function problemOf(status, json) {
  const field = json?.error?.fields?.[0]?.field
  if (status === 422 && (field === 'code' || field === 'name')) return { field, message: field }
  if (status === 422 && field === 'publicKey') return { field, message: 'other' }
  if (status === 0) return { field: 'form', message: 'no_network' }
  if (status === 429) return { field: 'form', message: 'too_many' }
  return { field: 'form', message: json ? 'other' : 'no_answer' }
}
