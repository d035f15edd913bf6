import { searchText } from '../../db/portable.ts'

const MOST_SEPTETS = 160
const MOST_UCS2 = 70
const BASIC = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]$/
const EXTENDED = /^[\^{}\\[~\]|€]$/

/** How much of one SMS a text takes: its characters, and how many fit. With any letter outside GSM-7 only 70 fit. */
export function smsLength(text: string): { length: number; most: number } {
  let septets = 0
  for (const character of text) {
    if (BASIC.test(character)) septets++
    else if (EXTENDED.test(character)) septets += 2
    else return { length: text.length, most: MOST_UCS2 }
  }
  return { length: septets, most: MOST_SEPTETS }
}

/** The first of the texts that is one SMS; the last where none is. Each is written without marks, which cost more than half. */
export function smsText(texts: readonly [string, ...string[]]): string {
  const plain = texts.map(withoutMarks)
  return (
    plain.find((text) => {
      const { length, most } = smsLength(text)
      return length <= most
    }) ??
    plain.at(-1) ??
    ''
  )
}

function withoutMarks(text: string): string {
  return [...text.normalize('NFC')]
    .map((character) => (BASIC.test(character) && character < '\u0080' ? character : bare(character)))
    .join('')
}

/** `searchText` gives small letters. */
function bare(character: string): string {
  const small = searchText(character)
  return character === character.toLowerCase() ? small : small.toUpperCase()
}
