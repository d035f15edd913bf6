import { createHash, randomUUID } from 'node:crypto'
import type { Db } from '../../db/schema.ts'
import { UnreadableFile } from '../imports/unreadable-file.ts'
import { guessedMapping, rememberedMapping } from './column-mapping.ts'
import { FILE_KEPT_MS } from './dossier-import.ts'
import type { ImportDeps } from './import-deps.ts'
import { fileRows } from './import-file.ts'
import { deleteBlocks, storeBlocks } from './stored-file.ts'

const MIB = 1024 * 1024
const MOST_BYTES = { csv: 256 * MIB, xlsx: 48 * MIB }
const MOST_NAME_LENGTH = 200

export interface SentFile {
  name: string
  bytes: AsyncIterable<Uint8Array>
  /** The official's id; null for the operator's command. */
  importedBy: string | null
}

/**
 * Keeps a file and reads its column names. Nothing is imported yet. @returns the import's id.
 * @throws {UnreadableFile} when the file is none that could be imported; then nothing of it is kept.
 */
export async function receiveFile(
  { databases: { write, read }, clock, dossierSecret, words }: ImportDeps,
  { name, bytes, importedBy }: SentFile,
): Promise<string> {
  const id = randomUUID()
  const now = clock()
  await write
    .insertInto('dossier_import')
    .values({
      id,
      kind: 'file',
      source_name: shownName(name),
      received_at: now.toISOString(),
      imported_by: importedBy,
      state: 'received',
      progressed_at: now.toISOString(),
      file_until: new Date(now.getTime() + FILE_KEPT_MS).toISOString(),
    })
    .execute()
  try {
    const measured = measure(bytes)
    await storeBlocks(write, id, measured.bytes, dossierSecret)
    const { format: fileFormat, hash } = measured.result()
    const header = await headerOf(write, { id, fileFormat }, dossierSecret)
    const mapping = (await rememberedMapping(read, header)) ?? guessedMapping(header, words)
    await write
      .updateTable('dossier_import')
      .set({
        file_hash: hash,
        file_format: fileFormat,
        header: JSON.stringify(header),
        mapping: JSON.stringify(mapping),
      })
      .where('id', '=', id)
      .execute()
    return id
  } catch (error) {
    await forgetImport(write, id)
    throw error
  }
}

export async function forgetImport(db: Db, id: string): Promise<void> {
  await deleteBlocks(db, id)
  await db.deleteFrom('dossier_import_refusal').where('import_id', '=', id).execute()
  await db.deleteFrom('dossier_import').where('id', '=', id).execute()
}

function measure(bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let size = 0
  let format: 'csv' | 'xlsx' = 'csv'
  async function* through() {
    for await (const chunk of bytes) {
      if (size === 0 && chunk[0] === 0x50 && chunk[1] === 0x4b) format = 'xlsx'
      size += chunk.length
      if (size > MOST_BYTES[format]) throw new UnreadableFile('too_large')
      hash.update(chunk)
      yield chunk
    }
  }
  return { bytes: through(), result: () => ({ format, hash: hash.digest('hex') }) }
}

async function headerOf(db: Db, file: Parameters<typeof fileRows>[1], secret: string): Promise<string[]> {
  for await (const { cells } of fileRows(db, file, secret)) return cells.map((cell) => cell.slice(0, 200))
  throw new UnreadableFile('empty')
}

/** A name is shown and stored; a path or what is invisible in it is no part of it. */
function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  return (last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim() || '?').slice(0, MOST_NAME_LENGTH)
}
