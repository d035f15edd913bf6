import type { Random } from './random.ts'

/**
 * UUIDs of version 4 whose first 32 bits count up, so that the index of keys grows at its end, page by page.
 * The rest comes from `random`: the same run makes the same keys, and another run makes others.
 */
export function submissionKeys(random: Random): () => string {
  let count = 0
  return () => {
    const a = random.word()
    const b = random.word()
    const c = random.word()
    return [
      hex(count++, 8),
      hex(a >>> 16, 4),
      `4${hex(a & 0xfff, 3)}`,
      hex(0x8000 | (b & 0x3fff), 4),
      `${hex(b >>> 16, 4)}${hex(c, 8)}`,
    ].join('-')
  }
}

function hex(word: number, digits: number): string {
  return word.toString(16).padStart(digits, '0')
}
