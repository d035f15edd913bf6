import { hkdfSync } from 'node:crypto'

/** A key of 256 bits for one purpose, from the program's one secret: who learns it learns no other. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `thuoc-do ${purpose}`, 32))
}
