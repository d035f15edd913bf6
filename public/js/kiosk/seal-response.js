// Number, chain and signature of a response: docs/kiosk-protocol.md.

import { hex } from './bytes.js'
import { signatureOf } from './device-key.js'

/** @import { Head, Item } from '../queue/response-queue.js' */

/** @typedef {{ deviceId: string, privateKey: CryptoKey }} Device */
/** @typedef {{ submissionKey: string, body: string, at: string, flag: 'cool_down' | null }} Given */
/** @typedef {Item & { deviceId: string, previousHash: string, flag: 'cool_down' | null, signature: string }} SealedItem */

/**
 * @param {Device} device
 * @param {Given} given
 * @param {Head} head
 * @returns {Promise<{ item: SealedItem, hash: string }>}
 */
export async function sealResponse({ deviceId, privateKey }, given, head) {
  const sequence = head.sequence + 1
  const previousHash = head.hash
  const { submissionKey, body, at, flag } = given
  const lines = ['thuoc-do/response/v1', deviceId, sequence, previousHash, at, flag ?? '', body]
  const message = new TextEncoder().encode(lines.join('\n'))
  const signature = await signatureOf(privateKey, message)
  const hash = hex(await crypto.subtle.digest('SHA-256', message))
  return { item: { sequence, submissionKey, deviceId, previousHash, body, at, flag, signature }, hash }
}
