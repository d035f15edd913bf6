// The key by which the server knows this device. It can sign and never leaves the browser.

import { base64url } from './bytes.js'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }

/** @returns {Promise<CryptoKeyPair>} of which only the public half can be read */
export function makeDeviceKey() {
  return crypto.subtle.generateKey(CURVE, false, ['sign', 'verify'])
}

/**
 * @param {CryptoKey} publicKey
 * @returns {Promise<string>} SPKI in base64url
 */
export async function publicKeyText(publicKey) {
  return base64url(await crypto.subtle.exportKey('spki', publicKey))
}

/**
 * @param {CryptoKey} privateKey
 * @param {Uint8Array<ArrayBuffer>} message
 * @returns {Promise<string>} `r ‖ s` in base64url
 */
export async function signatureOf(privateKey, message) {
  return base64url(await crypto.subtle.sign(SIGNING, privateKey, message))
}
