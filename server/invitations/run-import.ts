import type { Db } from '../../db/schema.ts'
import { UnreadableFile } from '../imports/unreadable-file.ts'
import { civilDate } from '../statistics/civil-date.ts'
import type { FinishedDossier } from './check-dossier.ts'
import { type CheckedRows, rowChecker } from './check-rows.ts'
import { importById } from './dossier-import.queries.ts'
import { type DossierImport, rowsDone } from './dossier-import.ts'
import type { ImportDeps } from './import-deps.ts'
import { advance, clearRefusals, countRows, finish, Overtaken } from './import-progress.ts'
import { orderedChunks } from './ordered-rows.ts'
import { takeDossiers } from './take-dossiers.ts'

/**
 * Works through an import that was started, from where it stands to its end: as a dry run when it is `checking`, for
 * good when it is `importing`. Every chunk is one transaction, with the counts that say how far it is, so that it can be
 * continued after any interruption and no row is taken twice. `scope`: the units that whoever started it may report
 * about; null for all.
 */
export async function runImport(
  deps: ImportDeps,
  importId: string,
  scope: ReadonlySet<string> | null,
  onProgress: (rows: number) => void = () => undefined,
): Promise<void> {
  const { dossierSecret, databases } = deps
  const { write } = databases
  const one = await importById(write, importId)
  const isDryRun = one.state === 'checking'
  const check = await rowChecker(deps, one, scope)
  const work = isDryRun ? lookAt(deps, one) : take(deps, one)
  let done = rowsDone(one)
  try {
    if (done === 0) await clearRefusals(write, one)
    for await (const rows of orderedChunks(write, one, { done, dossierSecret })) {
      await work(check(rows), done)
      done += rows.length
      onProgress(done)
      // SQLite answers without a turn of the event loop: whoever else waits has their turn now.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await finish(write, one, { state: isDryRun ? 'checked' : 'imported', rows: done, problem: null })
  } catch (error) {
    if (error instanceof Overtaken) return
    if (!(error instanceof UnreadableFile)) throw error
    await finish(write, one, { state: 'unreadable', rows: done, problem: error.problem })
  }
}

type Work = (checked: CheckedRows, done: number) => Promise<void>

/** Counts, and stores nothing of any dossier. */
function lookAt({ databases: { write }, clock }: ImportDeps, one: DossierImport): Work {
  /** By 52 bits of their hash: a million take a fifth of the memory, and one in 9000 such files counts one wrongly. */
  const seen = new Set<number>()
  return async (checked, done) => {
    const known = await knownAmong(write, checked.dossiers)
    let repeated = 0
    for (const { codeHash } of checked.dossiers) {
      const short = Number.parseInt(codeHash.slice(0, 13), 16)
      if (known.has(codeHash) || seen.has(short)) repeated++
      seen.add(short)
    }
    await write.transaction().execute(async (trx) => {
      await advance(trx, one, { ...checked, done, now: clock() })
      await countRows(trx, one, { taken: checked.dossiers.length - repeated, repeated })
    })
  }
}

function take({ databases: { write }, clock }: ImportDeps, one: DossierImport): Work {
  return (checked, done) =>
    write.transaction().execute(async (trx) => {
      await advance(trx, one, { ...checked, done, now: clock() })
      const into = { importId: one.id, today: civilDate(clock()) }
      const taken = await takeDossiers(trx, checked.dossiers, into)
      await countRows(trx, one, { taken: taken.size, repeated: checked.dossiers.length - taken.size })
    })
}

async function knownAmong(db: Db, dossiers: readonly FinishedDossier[]): Promise<Set<string>> {
  if (dossiers.length === 0) return new Set()
  const hashes = dossiers.map((one) => one.codeHash)
  const rows = await db.selectFrom('dossier').select('code_hash').where('code_hash', 'in', hashes).execute()
  return new Set(rows.map((row) => row.code_hash))
}
