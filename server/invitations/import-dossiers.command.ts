import { createReadStream } from 'node:fs'
import type { Databases } from '../../db/connect.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { UnreadableFile } from '../imports/unreadable-file.ts'
import { type Lines, progressLine } from '../simulation/progress-line.ts'
import { loadTranslations, type Translate } from '../web/i18n.ts'
import { DOSSIER_FIELDS, REQUIRED_FIELDS } from './dossier-field.ts'
import { importById, listRefusals } from './dossier-import.queries.ts'
import type { DossierImport } from './dossier-import.ts'
import type { ImportDeps } from './import-deps.ts'
import { forgetImport, receiveFile } from './receive-file.ts'
import { recognisedWords } from './recognised-words.ts'
import { runImport } from './run-import.ts'
import { startChecking, startImporting } from './start-import.ts'

export interface ImportCommand {
  config: Config
  clock: Clock
  dryRun: boolean
  print(line: string): void
  lines: Lines
}

/**
 * `import-dossiers`: the file is checked, then imported; with `dryRun` it is only checked, and nothing is left of it.
 * @returns whether every row was taken or known already.
 */
export async function importDossiers(
  databases: Databases,
  file: string,
  { config, clock, dryRun, print, lines }: ImportCommand,
): Promise<boolean> {
  const translations = await loadTranslations()
  const { en: t } = translations
  const { dossierSecret } = config
  const deps: ImportDeps = { databases, clock, dossierSecret, words: recognisedWords(translations) }
  const { write } = databases
  const id = await receiveFile(deps, { name: file, bytes: createReadStream(file), importedBy: null }).catch(
    (error) => {
      throw error instanceof UnreadableFile
        ? new ImportRefused(t(`invitations:unreadable.${error.problem}`))
        : error
    },
  )
  try {
    const received = await importById(write, id)
    requireColumns(received, t)
    await startChecking(write, received, received.mapping, clock())
    await runImport(deps, id, null)
    const checked = await importById(write, id)
    if (checked.state === 'unreadable')
      throw new ImportRefused(t(`invitations:unreadable.${checked.problem}`))
    if (!dryRun && checked.taken > 0 && (await startImporting(write, checked, clock()))) {
      const progress = progressLine(lines, clock, 'dossiers')
      await runImport(deps, id, null, (done) => progress({ done, total: checked.rows ?? done }))
    }
    const done = await importById(write, id)
    await report(databases, done, { t, print, dryRun })
    return done.refused === 0
  } finally {
    const { state } = await importById(write, id)
    if (state !== 'imported') await forgetImport(write, id)
  }
}

/** Why nothing was imported; its message says what to do. */
export class ImportRefused extends Error {}

function requireColumns({ mapping, header }: DossierImport, t: Translate): void {
  const missing = DOSSIER_FIELDS.filter((field) => REQUIRED_FIELDS.has(field) && mapping[field] === undefined)
  if (missing.length === 0) return
  const names = missing.map((field) => t(`invitations:field.${field}`)).join(', ')
  throw new ImportRefused(
    `Nothing was imported: no column was recognised for ${names}.\n` +
      `The columns are: ${header.join(', ')}.\n` +
      'Rename them, or send the file once on the page /dossiers, where they can be chosen; the choice is remembered.',
  )
}

const SHOWN = 100

async function report(
  { read }: Databases,
  { id, taken, repeated, refused }: DossierImport,
  { t, print, dryRun }: { t: Translate; print(line: string): void; dryRun: boolean },
): Promise<void> {
  print(
    `${dryRun ? 'Dry run, nothing was imported: ' : ''}${taken} dossiers ${dryRun ? 'new' : 'taken'}, ${repeated} repeated, ${refused} rows refused.`,
  )
  const refusals = await listRefusals(read, id, { limit: SHOWN })
  for (const { row, field, problem } of refusals) {
    print(`row ${row}, ${t(`invitations:field.${field}`)}: ${t(`invitations:problem.${problem}`)}`)
  }
  if (refusals.length === SHOWN) print(`The first ${SHOWN} reasons are shown.`)
}
