import type { Selectable } from 'kysely'
import type { Db, DossierImportTable } from '../../db/schema.ts'
import { parseMapping } from './column-mapping.ts'
import type { DossierImport, Refusal } from './dossier-import.ts'

/** Who asks: imports about other units are none of their business, but for those they sent themselves. */
export interface ImportReader {
  staffId: string
  scope: ReadonlySet<string> | null
}

const MOST_LISTED = 100

/** The latest imports first. A file that has not arrived to its end is not listed. */
export async function listImports(db: Db, reader: ImportReader): Promise<DossierImport[]> {
  const rows = await visibleImports(db, reader)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(importOf)
}

export async function findImport(
  db: Db,
  id: string,
  reader: ImportReader,
): Promise<DossierImport | undefined> {
  const row = await visibleImports(db, reader).where('id', '=', id).executeTakeFirst()
  return row && importOf(row)
}

/** For the program's own work. */
export async function importById(db: Db, id: string): Promise<DossierImport> {
  return importOf(
    await db.selectFrom('dossier_import').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

function visibleImports(db: Db, { staffId, scope }: ImportReader) {
  const imports = db
    .selectFrom('dossier_import')
    .selectAll()
    .where((eb) => eb.or([eb('kind', '=', 'api'), eb('file_hash', 'is not', null)]))
  if (scope === null) return imports
  return imports.where((eb) => {
    const units = eb
      .selectFrom('dossier_import_unit')
      .select('unit_id')
      .whereRef('import_id', '=', 'dossier_import.id')
    return eb.or([
      eb('imported_by', '=', staffId),
      eb.and([eb.exists(units), eb.not(eb.exists(units.where('unit_id', 'not in', [...scope])))]),
    ])
  })
}

function importOf(row: Selectable<DossierImportTable>): DossierImport {
  return {
    id: row.id,
    kind: row.kind,
    sourceName: row.source_name,
    fileHash: row.file_hash,
    fileFormat: row.file_format,
    header: row.header === null ? [] : JSON.parse(row.header),
    mapping: row.mapping === null ? {} : parseMapping(row.mapping),
    receivedAt: row.received_at,
    importedBy: row.imported_by,
    rows: row.rows,
    taken: row.taken,
    repeated: row.repeated,
    refused: row.refused,
    state: row.state,
    problem: row.problem,
    progressedAt: row.progressed_at,
    fileUntil: row.file_until,
  }
}

/** In the order of the file; `after`: the last one that was seen. */
export async function listRefusals(
  db: Db,
  importId: string,
  { after, limit }: { after?: Refusal | undefined; limit: number },
): Promise<Refusal[]> {
  const refusals = db
    .selectFrom('dossier_import_refusal')
    .select(['row', 'field', 'problem'])
    .where('import_id', '=', importId)
    .orderBy('row')
    .orderBy('field')
    .limit(limit)
  if (after === undefined) return refusals.execute()
  return refusals
    .where((eb) =>
      eb.or([eb('row', '>', after.row), eb.and([eb('row', '=', after.row), eb('field', '>', after.field)])]),
    )
    .execute()
}
