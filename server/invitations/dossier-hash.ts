import { createHash, createHmac, hkdfSync } from 'node:crypto'

const INVISIBLE = /[\p{Cf}\p{White_Space}]/gu
/** Word processors and spreadsheets turn the hyphens of a code into dashes. */
const DASHES = /[\p{Pd}\u2212]/gu
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]{5,60}$/u

/** 144 bits, which are 24 whole characters of base64url. */
const TOKEN_BYTES = 18

/**
 * What stands in the place of a dossier code, which is never stored: 64 hex digits that only the holder of the secret
 * can make. However a code is typed (composed or not, lower case, with blanks, full width), it is the same code.
 */
export function dossierHash(code: string, secret: string): string {
  return createHmac('sha256', keyFor('dossier code', secret)).update(normalised(code)).digest('hex')
}

/** Whether a text can be a dossier code. Lenient: the codes of the national portal have other forms than the province's. */
export function isDossierCode(text: string): boolean {
  return PRINTABLE.test(normalised(text))
}

/** The secret part of a dossier's invitation. It follows from the dossier, so that it is not stored and can be printed again. */
export function invitationToken(hash: string, secret: string): string {
  const mac = createHmac('sha256', keyFor('invitation', secret)).update(hash).digest()
  return mac.subarray(0, TOKEN_BYTES).toString('base64url')
}

/** What is stored of a token, so that whoever reads the database cannot use an invitation. */
export function invitationHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function normalised(code: string): string {
  return code.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-').toUpperCase()
}

const keys = new Map<string, Uint8Array>()

/** A key of its own for each purpose: a token says nothing about a code, and neither about sessions. */
function keyFor(purpose: 'dossier code' | 'invitation', secret: string): Uint8Array {
  const name = `${purpose} ${secret}`
  let key = keys.get(name)
  if (!key) {
    key = new Uint8Array(hkdfSync('sha256', secret, '', `thuoc-do ${purpose}`, 32))
    keys.set(name, key)
  }
  return key
}
