// The technician's PIN: never stored, only what it can be checked by.

const ITERATIONS = 600_000
const FREE_TRIES = 3
const LONGEST_WAIT_MS = 5 * 60_000

/** @typedef {{ salt: Uint8Array<ArrayBuffer>, hash: ArrayBuffer, iterations: number }} StoredPin */
/** @typedef {{ count: number, lastAt: number }} WrongTries */

/** @param {string} text */
export function isPin(text) {
  return /^[0-9]{6,12}$/.test(text)
}

/**
 * @param {string} pin
 * @returns {Promise<StoredPin>}
 */
export async function storedPin(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return { salt, hash: await derive(pin, salt, ITERATIONS), iterations: ITERATIONS }
}

/**
 * @param {string} pin
 * @param {StoredPin} stored
 */
export async function matchesPin(pin, { salt, hash, iterations }) {
  const [given, kept] = [new Uint8Array(await derive(pin, salt, iterations)), new Uint8Array(hash)]
  return given.every((byte, index) => byte === kept[index])
}

/**
 * How long nobody may try again after so many wrong tries.
 * @param {WrongTries} tries
 * @param {number} now in ms
 */
export function pinWaitMs({ count, lastAt }, now) {
  if (count < FREE_TRIES) return 0
  const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (count - FREE_TRIES + 1))
  // A clock that was set back must not lock the technician out for days.
  return Math.min(wait, Math.max(0, lastAt + wait - now))
}

/**
 * @param {string} pin
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 */
async function derive(pin, salt, iterations) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256)
}
