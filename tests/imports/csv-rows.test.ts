import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRows } from '../../server/imports/csv-rows.ts'

async function* pieces(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function rowsOf(content: string | Uint8Array, size?: number): Promise<string[][]> {
  const rows: string[][] = []
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for await (const { cells } of csvRows(pieces(bytes, size))) rows.push(cells)
  return rows
}

describe('A CSV file', () => {
  it.each([',', ';', '\t'])('may separate its cells by %j', async (delimiter) => {
    const file = `\uFEFFMã${delimiter}"Đơn ${delimiter} vị"\r\n1${delimiter}"a""b"\r\n`
    expect(await rowsOf(file)).toEqual([
      ['Mã', `Đơn ${delimiter} vị`],
      ['1', 'a"b'],
    ])
  })

  it('may be the «Unicode text» of Excel', async () => {
    const file = Buffer.from('\uFEFFMã\tĐơn vị\r\n1\tĐắk Mil\r\n', 'utf16le')
    expect(await rowsOf(file, 5)).toEqual([
      ['Mã', 'Đơn vị'],
      ['1', 'Đắk Mil'],
    ])
  })

  it('numbers its rows as a spreadsheet does, empty ones included', async () => {
    const numbers: number[] = []
    for await (const { number } of csvRows(pieces(Buffer.from('a,b\n\n"1\n2",x\n,\n3,y\n'))))
      numbers.push(number)
    expect(numbers).toEqual([1, 3, 5])
  })

  it.each([
    ['is empty', '', 'empty'],
    ['holds blanks alone', ' \n \n', 'empty'],
    ['leaves a quote open', 'a,b\n"1,2\n3,4\n', 'not_csv'],
    ['has one endless cell', `a,b\n"${'x'.repeat(200_000)}`, 'not_csv'],
    ['has text behind a quote', 'a,b\n"1"2,3\n', 'not_csv'],
    ['has thousands of columns', `${'a,'.repeat(5000)}\n`, 'too_wide'],
    ['is in an old Vietnamese encoding', Buffer.from([0x4d, 0xe3, 0x2c, 0x61, 0x0a, 0xd0, 0xea]), 'not_utf8'],
    ['is a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not_utf8'],
  ])('that %s is unreadable as a whole', async (_what, content, problem) => {
    await expect(rowsOf(content, 4096)).rejects.toMatchObject({ problem })
  })

  it('is read alike however it is cut into pieces', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ế', '"', ',', '\n', '😀'),
      minLength: 1,
      maxLength: 5,
    })
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (rows, size) => {
          const file = rows.map((row) => row.map(quoted).join(',')).join('\n')
          expect(await rowsOf(`x,y\n${file}`, size)).toEqual([['x', 'y'], ...rows])
        },
      ),
      { numRuns: 100 },
    )
  })
})
