import fc from 'fast-check'

/** Pieces at which text changes when it is cleaned, normalised, encoded or compared. */
const pieces = [
  '\0',
  '\r\n',
  '\u0085',
  '\u2028',
  '\u00a0',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ufffd',
  '\ufffe',
  '\u0302',
  '\u0323',
  '\u0338',
  '\u20e3',
  '\u1100\u1161\u11a8',
  '\u212b',
  '\ufb2c',
  '\u0958',
  'ộ',
  'o\u0323\u0302',
  'Đ',
  'ß',
  'İ',
  '😀',
  '👨‍👩‍👧‍👦',
  '🇻🇳',
  '\u{2f800}',
  '\u{10ffff}',
  '@',
  'a@b',
  '0912 345 678',
  '1',
  '+',
  '.',
  '-',
  ' ',
  '•••',
  '<',
  "'",
  '\\',
  '%00',
]

/** A comment of at most a thousand letters however it is normalised. */
const MOST_LENGTH = 800

/** Text as people and attackers type it: any Unicode characters, whole letters, and the pieces above, mixed. */
export const troublesomeText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.tuple(fc.constantFrom(...pieces), fc.nat({ max: 90 })).map(([piece, times]) => piece.repeat(times)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.length <= MOST_LENGTH)
