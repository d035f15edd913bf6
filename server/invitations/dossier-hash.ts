import { createHmac } from 'node:crypto'
import { keyFor } from './derived-key.ts'

const INVISIBLE = /[\p{Cf}\p{White_Space}]/gu
/** Word processors and spreadsheets turn the hyphens of a code into dashes. */
const DASHES = /[\p{Pd}\u2212]/gu
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]{5,60}$/u

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

/** The hash of what may be a code; null of what is none. */
export function hashOfCode(text: string, secret: string): string | null {
  return isDossierCode(text) ? dossierHash(text, secret) : null
}

function normalised(code: string): string {
  return code.normalize('NFKC').replace(INVISIBLE, '').replace(DASHES, '-').toUpperCase()
}
