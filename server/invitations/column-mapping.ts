import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '../../db/schema.ts'
import { DOSSIER_FIELDS, type DossierField, type DossierTexts } from './dossier-field.ts'
import { folded, type RecognisedWords } from './recognised-words.ts'

const source = z.union([
  /** 0-based */
  z.strictObject({ column: z.int().min(0) }),
  /** The same for every row: the file of one unit need not name it. */
  z.strictObject({ always: z.string() }),
])
const columnMapping = z.partialRecord(z.enum(DOSSIER_FIELDS), source)

/** Where a file says what of its dossiers. */
export type ColumnMapping = z.infer<typeof columnMapping>

export function parseMapping(json: string): ColumnMapping {
  return columnMapping.parse(JSON.parse(json))
}

export function textsOf(cells: readonly string[], mapping: ColumnMapping): DossierTexts {
  const texts = {} as Record<DossierField, string>
  for (const field of DOSSIER_FIELDS) {
    const from = mapping[field]
    texts[field] = from === undefined ? '' : 'column' in from ? (cells[from.column] ?? '') : from.always
  }
  return texts
}

/** What the column names of a file most likely mean; a column that could be two things is taken once. */
export function guessedMapping(header: readonly string[], { column }: RecognisedWords): ColumnMapping {
  const mapping: ColumnMapping = {}
  header.forEach((name, index) => {
    const field = column(name)
    if (field !== undefined && mapping[field] === undefined) mapping[field] = { column: index }
  })
  return mapping
}

export async function rememberedMapping(
  db: Db,
  header: readonly string[],
): Promise<ColumnMapping | undefined> {
  const row = await db
    .selectFrom('import_mapping')
    .select('mapping')
    .where('header_hash', '=', headerHash(header))
    .executeTakeFirst()
  return row && parseMapping(row.mapping)
}

/** Next time, a file with this header needs no asking. */
export async function rememberMapping(
  db: Db,
  header: readonly string[],
  mapping: ColumnMapping,
  now: Date,
): Promise<void> {
  const row = { mapping: JSON.stringify(mapping), used_at: now.toISOString() }
  await db
    .insertInto('import_mapping')
    .values({ header_hash: headerHash(header), ...row })
    .onConflict((conflict) => conflict.column('header_hash').doUpdateSet(row))
    .execute()
}

function headerHash(header: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(header.map(folded)))
    .digest('hex')
}
