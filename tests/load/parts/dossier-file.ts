import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { connect } from '../../../db/connect.ts'

const AT_ONCE = 1000
const OUTCOMES = ['Đã trả kết quả', 'Trễ hạn', 'Từ chối', 'Rút hồ sơ']
const FIELDS = ['Đất đai', 'Xây dựng', 'Y tế', 'Giáo dục']

/** Writes a file of dossiers of every service centre, in the order of their days as such files are. */
export async function writeDossierFile(
  file: string,
  databaseUrl: string,
  { rows, series }: { rows: number; series: string },
): Promise<void> {
  const units = await serviceCentres(databaseUrl)
  const out = createWriteStream(file)
  out.write(
    'Mã hồ sơ,Đơn vị,Lĩnh vực,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày trả kết quả,Hình thức nộp\n',
  )
  for (let start = 0; start < rows; start += AT_ONCE) {
    const lines = Array.from({ length: Math.min(AT_ONCE, rows - start) }, (_, index) =>
      row(start + index, { rows, series, units }),
    )
    if (!out.write(lines.join(''))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

function row(
  index: number,
  { rows, series, units }: { rows: number; series: string; units: readonly string[] },
): string {
  const day = String(1 + Math.floor((index * 28) / rows)).padStart(2, '0')
  const code = `${series}.${index % 97}-2610${day}-${index}`
  const unit = units[index % units.length]
  return `${code},${unit},${FIELDS[index % 4]},${OUTCOMES[index % 4]},01/10/2026,20/10/2026,${day}/10/2026,Trực tuyến\n`
}

async function serviceCentres(databaseUrl: string): Promise<string[]> {
  const databases = connect(databaseUrl)
  try {
    const units = await databases.read
      .selectFrom('unit')
      .select('name')
      .where('kind', '=', 'service_centre')
      .where('valid_until', 'is', null)
      .execute()
    return units.map((unit) => unit.name)
  } finally {
    await databases.close()
  }
}
