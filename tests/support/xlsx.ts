import { crc32, deflateRawSync } from 'node:zlib'

/** A zip archive of the given files, made by hand so that it can be as hostile as a test needs. */
export function zip(files: Record<string, string | Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content)
    const packed = deflateRawSync(data, { level: 9 })
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed])
    const entry = Buffer.concat([
      Buffer.from('PK\x01\x02\x14\x00'),
      common,
      Buffer.alloc(14),
      Buffer.from(name),
    ])
    entry.writeUInt32LE(offset, 42)
    parts.push(local)
    directory.push(entry)
    offset += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, entries, end])
}

const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

export const sheetXml = (rows: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${SHEET}"><sheetData>${rows}</sheetData></worksheet>`

export const sharedXml = (texts: readonly string[]) =>
  `<?xml version="1.0"?><sst xmlns="${SHEET}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`

/** An XLSX file whose cells are shared texts, as Excel writes them. */
export function xlsx(rows: readonly (readonly string[])[]): Buffer {
  const texts = [...new Set(rows.flat())]
  const xml = rows
    .map((cells, row) => {
      const inside = cells.map(
        (cell, column) =>
          `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="s"><v>${texts.indexOf(cell)}</v></c>`,
      )
      return `<row r="${row + 1}">${inside.join('')}</row>`
    })
    .join('')
  return zip({ 'xl/worksheets/sheet1.xml': sheetXml(xml), 'xl/sharedStrings.xml': sharedXml(texts) })
}
