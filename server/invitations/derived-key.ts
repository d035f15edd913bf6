import { createSecretKey, type KeyObject } from 'node:crypto'
import { deriveKey } from '../secrets/derive-key.ts'

export type Purpose = 'dossier code' | 'invitation' | 'import file'

const keys = new Map<string, KeyObject>()

/** A key of its own for each purpose: a token says nothing about a code, and neither about sessions. */
export function keyFor(purpose: Purpose, secret: string): KeyObject {
  const name = `${purpose} ${secret}`
  let key = keys.get(name)
  if (!key) {
    key = createSecretKey(new Uint8Array(deriveKey(secret, purpose)))
    keys.set(name, key)
  }
  return key
}
