import { createCipheriv, createDecipheriv } from 'node:crypto'
import { keyFor } from './derived-key.ts'

/** One block of the cipher, and as many bits as nobody guesses. */
const TOKEN_BYTES = 16
const CIPHER = 'aes-256-ecb'

/**
 * The secret part of a dossier's invitation: the first 128 bits of its hash, enciphered. It follows from the dossier, so
 * it is stored nowhere and can be printed again; only who has the secret can make one, or find the dossier of one. (One
 * block under a key of its own: ECB does nothing but encipher it.)
 */
export function invitationToken(codeHash: string, secret: string): string {
  const cipher = createCipheriv(CIPHER, keyFor('invitation', secret), null).setAutoPadding(false)
  const block = Buffer.from(codeHash, 'hex').subarray(0, TOKEN_BYTES)
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
}

/** How the hash of a token's dossier begins: 32 hex digits; undefined for what is no token. */
export function hashPrefixOf(token: string, secret: string): string | undefined {
  const block = Buffer.from(token, 'base64url')
  if (block.length !== TOKEN_BYTES || block.toString('base64url') !== token) return undefined
  const cipher = createDecipheriv(CIPHER, keyFor('invitation', secret), null).setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('hex')
}
