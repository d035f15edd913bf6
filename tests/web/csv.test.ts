import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvDocument } from '../../server/web/csv.ts'

const fieldsOf = (document: string): string[][] => parse(document, { bom: true, relaxColumnCount: true })

describe('A CSV document (F27)', () => {
  it('begins with a byte order mark and ends each record with CR LF', () => {
    expect(
      csvDocument([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('\uFEFFa,1\r\nb,\r\n')
  })

  it('writes numbers as numbers, also negative ones', () => {
    expect(csvDocument([[-1.5, 0.8266666666666667, 0]])).toBe('\uFEFF-1.5,0.8266666666666667,0\r\n')
  })

  it('doubles quotes and keeps commas', () => {
    expect(fieldsOf(csvDocument([['Xã "Đắk", Mil', 'x']]))).toEqual([['Xã "Đắk", Mil', 'x']])
  })

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00A0=1',
    '\u200B=1',
    '\uFEFF=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    "=cmd|' /C calc'!A0",
  ])('marks %j, which a spreadsheet would run, with an apostrophe', (text) => {
    const [[field = ''] = []] = fieldsOf(csvDocument([[text]]))
    expect(field.startsWith("'")).toBe(true)
  })

  it('lets no formula begin on a second line or behind a semicolon', () => {
    const [[lines, semicolon] = []] = fieldsOf(csvDocument([['a\n=cmd', 'b; =cmd']]))
    expect(lines).toBe('a =cmd')
    expect(semicolon).toBe("b;' =cmd")
  })

  it('has one record a line, whatever the texts are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), { minLength: 1 }),
        (records) => {
          const document = csvDocument(records)
          expect(document.split('\r\n').length - 1).toBe(records.length)
          for (const [field = ''] of fieldsOf(document)) expect(field).not.toMatch(/^[=+\-@\t\r]/)
        },
      ),
    )
  })
})
