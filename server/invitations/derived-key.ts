import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

export type Purpose = 'dossier code' | 'invitation' | 'import file'

const keys = new Map<string, KeyObject>()

/** A key of its own for each purpose: a token says nothing about a code, and neither about sessions. */
export function keyFor(purpose: Purpose, secret: string): KeyObject {
  const name = `${purpose} ${secret}`
  let key = keys.get(name)
  if (!key) {
    key = createSecretKey(new Uint8Array(hkdfSync('sha256', secret, '', `thuoc-do ${purpose}`, 32)))
    keys.set(name, key)
  }
  return key
}
