import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanComment, isTooLong } from '../../server/responses/clean-comment.ts'
import { troublesomeText } from '../support/troublesome-text.ts'

describe('A comment, before it is stored (F30)', () => {
  it.each([
    ['space around it', ' \t\n Tốt \u00a0\u3000\n', 'Tốt'],
    ['Windows line breaks', 'một\r\nhai\rba', 'một\nhai\nba'],
    ['Unicode line breaks', 'một\u2028hai\u2029ba', 'một\nhai\nba'],
    ['control characters', 'a\0b\u0007c\u001b[31md\u007fe\u0085f\tg', 'a b c [31md e f g'],
    ['a right-to-left override', 'tốt\u202egnôhk', 'tốtgnôhk'],
    ['isolates and embeddings', '\u2066a\u2067b\u2068c\u2069\u202ad\u202be\u202cf', 'abcdef'],
    ['direction marks', 'a\u200eb\u200fc\u061cd', 'abcd'],
    ['zero-width spaces, word joiners and byte order marks', '\ufeffk\u200bh\u2060ô\ufeffng', 'không'],
    ['a soft hyphen', 'phục\u00advụ', 'phụcvụ'],
    ['invisible tag letters', 'a\u{e0041}\u{e0042}b', 'ab'],
    ['letters with their marks apart (F31)', 'Đăk Nông'.normalize('NFD'), 'Đăk Nông'],
    ['something invisible between a letter and its mark', 'e\u200b\u0302\u2060\u0323', 'ệ'],
  ])('loses %s', (_what, text, stored) => {
    expect(cleanComment(text)).toBe(stored)
  })

  it.each([
    ['emoji joined to a family', 'Cảm ơn 👨‍👩‍👧‍👦'],
    ['emoji with a skin colour and a variation selector', '👍🏽 ❤️'],
    ['a half-written thought in another script', 'می‌خواهم'],
    ['what a program would take for a command', '{{constructor}} $t(common:product) #{1+1} <%= 1 %> %s %n'],
    ['what a spreadsheet would take for a formula', '=HYPERLINK("http://evil.example";"x")'],
    ['markup', '<script>alert(1)</script> & "quoted" \'so\''],
    ['two lines', 'dòng một\n\ndòng hai'],
    ['a date, a fee and a dossier’s last digits', 'Ngày 04/11/2022 nộp 12.000đ, hồ sơ số 1234-567'],
  ])('keeps %s', (_what, text) => {
    expect(cleanComment(text)).toBe(text)
  })

  it.each([
    '',
    ' \n ',
    '\u200b\u2060\ufeff',
    '\u202e',
    '\u200d',
    '\u200c \u200d',
    '\ufe0f',
    '\u3164\u115f',
    '\u034f',
  ])('is none at all when nothing of it can be seen (%j)', (text) => {
    expect(cleanComment(text)).toBeNull()
  })

  it.each([
    ['Gọi tôi 0912 345 678 nhé', 'Gọi tôi ••• nhé'],
    ['+84.912.345.678', '•••'],
    ['CCCD 067093001234', 'CCCD •••'],
    ['\u200b09\u200b12345678', '•••'],
    ['Viết cho an.nguyen@example.vn', 'Viết cho •••'],
    ['a@b@c@d', '•••'],
  ])('has its personal numbers and addresses covered: %j', (text, stored) => {
    expect(cleanComment(text)).toBe(stored)
  })

  it('is never cut in the middle of a character where an address is covered (F31)', () => {
    expect(cleanComment(`${'😀'.repeat(70)}@b.vn`)).toBe(`${'😀'.repeat(6)}•••`)
    expect(cleanComment(`a${'😀'.repeat(33)}@b.vn`)).toBe('•••')
    expect(cleanComment(`a@${'😀'.repeat(300)}`)).toBe(`•••${'😀'.repeat(45)}`)
  })

  it('is well formed, in NFC and unchanged by a second cleaning, whatever was typed (F31)', () => {
    fc.assert(
      fc.property(troublesomeText, (text) => {
        const cleaned = cleanComment(text)
        if (cleaned === null) return
        expect(cleaned.isWellFormed()).toBe(true)
        expect(cleaned.normalize('NFC')).toBe(cleaned)
        expect(cleanComment(cleaned)).toBe(cleaned)
        expect(cleaned).not.toMatch(/(?!\n)\p{Cc}|\p{Bidi_Control}/u)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('The length of a comment (F30)', () => {
  it.each([
    ['1,000 Vietnamese letters', 'ộ'.repeat(1000)],
    ['1,000 emoji', '😀'.repeat(1000)],
    ['300 families, of seven characters each', '👨‍👩‍👧‍👦'.repeat(300)],
    ['1,000 letters of two marks that have no letter of their own', 'q\u0323\u0302'.repeat(1000)],
  ])('is within bounds for %s', (_what, text) => {
    expect(isTooLong(text)).toBe(false)
  })

  it.each([
    ['1,001 letters', 'ộ'.repeat(1001)],
    ['1,001 emoji', '😀'.repeat(1001)],
    ['one letter under a flood of marks', `o${'\u0302\u0323'.repeat(2000)}`],
    ['a hundred letters under a flood of marks', `o${'\u0302'.repeat(40)}`.repeat(100)],
    ['1,000 families', '👨‍👩‍👧‍👦'.repeat(1000)],
  ])('is too much for %s', (_what, text) => {
    expect(isTooLong(text)).toBe(true)
  })

  it('is judged in no time for the worst that fits into a request (F44)', () => {
    const hostile = [
      '@',
      'a@',
      '1 ',
      '+1-',
      '\u200b',
      '\u0302',
      '\r',
      ' ',
      `${'1'.repeat(8)}x`,
      `${'a'.repeat(64)}@`,
    ]
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(16_384 / piece.length))
      expect(quickestMs(() => isTooLong(cleanComment(text) ?? ''))).toBeLessThan(50)
    }
  })
})

/** The quickest of some runs: what else the machine does meanwhile does not count. */
function quickestMs(run: () => void): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = performance.now()
      run()
      return performance.now() - start
    }),
  )
}
