import { createHash, randomInt } from 'node:crypto'

/** No look-alikes, and nothing that a Vietnamese keyboard (Telex, VNI) makes another letter of. */
const LETTERS = '2346789CFHJKMNPRTVX'
const LENGTH = 10
const GROUP = 5

/** A new code, one of six million million: with the limit on wrong ones, half an hour is too short to find one. */
export function newEnrolmentCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

/** As it is shown: `K7M4P-2XR9C`. */
export function spelledEnrolmentCode(code: string): string {
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`
}

/** What is stored of a code, however it was typed: SHA-256, hex. */
export function enrolmentCodeHash(typed: string): string {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return createHash('sha256').update(code).digest('hex')
}
