const CONTROL = /[\p{Cc}]/gu
/** Invisible format characters (bidi overrides, zero-width spaces, BOM); the two joiners that emoji and scripts need stay. */
const FORMAT = /(?![\u200c\u200d])\p{Cf}/gu
const LINE_BREAK = /\r\n?|\u2028|\u2029/g
const NOTHING_TO_SEE = /^[\s\p{Default_Ignorable_Code_Point}]*$/u

export const MOST_GRAPHEMES = 1000
const MOST_BYTES = 8000

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** What is stored of a comment: NFC, one kind of line break, nothing invisible; null when nothing is left. */
export function cleanComment(text: string): string | null {
  const cleaned = text
    .replace(LINE_BREAK, '\n')
    .replace(CONTROL, (character) => (character === '\n' ? '\n' : ' '))
    .replace(FORMAT, '')
    .normalize('NFC')
    .trim()
  return NOTHING_TO_SEE.test(cleaned) ? null : maskPersonalNumbers(cleaned)
}

/** Counted as a reader counts letters; the bytes are capped too, since one letter can carry endless marks. */
export function isTooLong(comment: string): boolean {
  if (Buffer.byteLength(comment) > MOST_BYTES) return true
  if (comment.length <= MOST_GRAPHEMES) return false
  let count = 0
  for (const _ of graphemes.segment(comment)) if (++count > MOST_GRAPHEMES) return true
  return false
}

/** Nine or more digits are a phone, identity card or account number; nobody who reads comments needs them. */
const LONG_NUMBER = /\+?\d(?:[ .-]?\d){8,}/g
/** By whole characters (`u`): half of one could not be stored as it is. */
const E_MAIL = /[^\s@<>]{1,64}(?:@[^\s@<>]{1,255})+/gu

export function maskPersonalNumbers(text: string): string {
  return text.replace(E_MAIL, '•••').replace(LONG_NUMBER, '•••')
}
