import { describe, expect, it } from 'vitest'
import { xlsxRows } from '../../server/imports/xlsx-rows.ts'
import { sharedXml, sheetXml, xlsx, zip } from '../support/xlsx.ts'

const MIB = 1024 * 1024

async function rowsOf(file: Buffer) {
  const rows = []
  for await (const row of xlsxRows(file)) rows.push(row)
  return rows
}

const sheet = (rows: string, texts?: readonly string[]) =>
  zip({
    'xl/worksheets/sheet1.xml': sheetXml(rows),
    ...(texts ? { 'xl/sharedStrings.xml': sharedXml(texts) } : {}),
  })

describe('An XLSX file', () => {
  it('is read with its shared texts', async () => {
    expect(
      await rowsOf(
        xlsx([
          ['Mã hồ sơ', 'Đơn vị'],
          ['H36-1', 'Đắk Mil'],
        ]),
      ),
    ).toEqual([
      { number: 1, cells: ['Mã hồ sơ', 'Đơn vị'] },
      { number: 2, cells: ['H36-1', 'Đắk Mil'] },
    ])
  })

  it('is read with every kind of cell, gaps and empty rows: a formula is what was saved of it', async () => {
    const rows = `<row r="1"><c r="B1" t="inlineStr"><is><t>a</t></is></c></row>
      <row r="2"><c r="A2"/></row>
      <row r="4"><c r="A4"><v>46000</v></c><c r="B4" t="str"><f>HYPERLINK("http://x")</f><v>=saved</v></c>
        <c r="C4"><v>1.2345678901E10</v></c><c r="D4" t="b"><v>1</v></c><c r="E4" t="e"><v>#N/A</v></c>
        <c r="F4" t="s"><v>0</v></c></row>`
    const rich =
      '</t></si><si><r><t>ri</t></r><r><t xml:space="preserve">ch</t></r><rPh><t>x</t></rPh></si><si><t>'
    const file = zip({
      'xl/worksheets/sheet1.xml': sheetXml(rows.replace('<v>0</v>', '<v>1</v>')),
      'xl/sharedStrings.xml': sharedXml([`first${rich}last`]),
    })
    expect(await rowsOf(file)).toEqual([
      { number: 1, cells: ['', 'a'] },
      { number: 4, cells: ['46000', '=saved', '12345678901', '1', '', 'rich'] },
    ])
  })

  const bomb = `<row r="1"><c r="A1" t="inlineStr"><is><t>${'0'.repeat(3 * MIB)}</t></is></c></row>`
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
  it.each([
    ['is no archive', Buffer.from('PK\x03\x04 not really'), 'not_xlsx'],
    ['has no sheet', zip({ 'readme.txt': 'x' }), 'not_xlsx'],
    ['breaks off', xlsx([['a', 'b']]).subarray(0, 200), 'not_xlsx'],
    ['is no XML inside', zip({ 'xl/worksheets/sheet1.xml': '<worksheet><row' }), 'not_xlsx'],
    ['defines entities', zip({ 'xl/worksheets/sheet1.xml': `${entity}${sheetXml('')}` }), 'not_xlsx'],
    ['holds one giant text', sheet(bomb), 'too_large'],
    ['holds one giant attribute', sheet(`<row r="${'1'.repeat(3 * MIB)}"></row>`), 'too_large'],
    ['has more rows than a sheet can have', sheet('<row/>'.repeat(1_048_577)), 'too_large'],
    ['shares more text than fits', sheet('', Array(30_000).fill('x'.repeat(2000))), 'too_large'],
    ['has a cell far to the right', sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), 'too_wide'],
    [
      'has thousands of parts',
      zip(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}`, '']))),
      'too_large',
    ],
    [
      'climbs out of its folder',
      zip({ '../../etc/passwd': 'x', 'xl/worksheets/sheet1.xml': sheetXml('') }),
      'not_xlsx',
    ],
  ])('that %s is refused', { timeout: 60_000 }, async (_what, file, problem) => {
    const before = process.memoryUsage().rss
    await expect(rowsOf(file)).rejects.toMatchObject({ problem })
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * MIB)
  })

  it('that lies about a cell’s shared text has an empty cell', async () => {
    const rows = await rowsOf(sheet('<row r="1"><c t="s"><v>99</v></c><c><v>1</v></c></row>', ['a']))
    expect(rows).toEqual([{ number: 1, cells: ['', '1'] }])
  })
})
