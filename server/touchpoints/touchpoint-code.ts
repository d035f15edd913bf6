/**
 * What a code is made of. No vowel, `d` or `w`, so that a Vietnamese keyboard (Telex, VNI) leaves it as it is typed and
 * no word comes about; of what looks alike on a wall (0 O, 1 l I, 2 z, 5 s, 8 b, 9 g q) one at most.
 */
const LETTERS = '2346789cfhjkmnprtvx'
const LENGTH = 8
const GROUP = 4

/** Chance comes in: a whole number from 0 to below `limit`, every one as likely. */
export type RandomBelow = (limit: number) => number

/** A new code, one of 17 thousand million: short enough to type, too many for one to be found by trying. */
export function newTouchpointCode(randomBelow: RandomBelow): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomBelow(LETTERS.length)]).join('')
}

/** As it is printed: `cfhj2345` → `CFHJ-2345`. The codes of the demonstration are words and stay as they are. */
export function spelledCode(code: string): string {
  if (!isOurs(code)) return code
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`.toUpperCase()
}

/** What somebody typed as a code may be, most likely first: with the hyphens as typed, and without. */
export function typedCodes(text: string): string[] {
  const typed = text.normalize('NFC').trim().toLowerCase()
  const joined = typed.replace(/[\s.\-–—_]/g, '')
  return [...new Set([joined, typed])].filter((code) => code !== '')
}

function isOurs(code: string): boolean {
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter))
}
