import { describe, expect, it } from 'vitest'
import { smsLength, smsText } from '../../server/invitations/sms-text.ts'

const LINK = 'https://danhgia.lamdong.gov.vn/i/WkQFjMkESEZ8BE-AfhK9A_'

describe('The text of an SMS', () => {
  it.each([
    ['Moi danh gia', 12, 160],
    ['a[b]~', 8, 160],
    ['Mời đánh giá', 12, 70],
    ['€', 2, 160],
    ['😀', 2, 70],
    ['', 0, 160],
  ])('%j takes %i of %i', (text, length, most) => expect(smsLength(text)).toEqual({ length, most }))

  it('is written without marks, of whatever letters', () => {
    expect(smsText(['Đánh giá hồ sơ Ộ Ữ Ẵ đ: HỒ-SƠ'])).toBe('Danh gia ho so O U A d: HO-SO')
    expect(smsText(['Đắk Nông'.normalize('NFD')])).toBe('Dak Nong')
  })

  it('is the first that fits into one', () => {
    const long = `Moi danh gia ho so ${'9'.repeat(100)}: ${LINK}`
    expect(smsText([long, `Moi danh gia: ${LINK}`])).toBe(`Moi danh gia: ${LINK}`)
    const short = `Moi danh gia ho so H36.50.05.13-261008-0975: ${LINK}`
    expect(smsText([short, 'x'])).toBe(short)
    expect(smsLength(short).length).toBeLessThanOrEqual(160)
  })
})
