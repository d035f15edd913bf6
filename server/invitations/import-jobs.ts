import type { Logger } from 'pino'
import { withoutData } from '../web/error-handler.ts'
import { deleteExpiredFiles } from './delete-expired-files.ts'
import type { ImportDeps } from './import-deps.ts'
import { runImport } from './run-import.ts'

const HOUR_MS = 60 * 60 * 1000

export interface ImportJobs {
  /** Works in the background; who asked can go away. */
  start(importId: string, scope: ReadonlySet<string> | null): void
}

/** An import that fails stays as far as it is, and is then shown as interrupted. */
export function createImportJobs(deps: ImportDeps, logger: Logger): ImportJobs {
  const note = (what: string) => (error: unknown) => logger.error({ error: withoutData(error) }, what)
  const tidyUp = () =>
    void deleteExpiredFiles(deps.databases.write, deps.clock()).catch(
      note('expired files could not be deleted'),
    )
  setInterval(tidyUp, HOUR_MS).unref()
  return {
    start(importId, scope) {
      void runImport(deps, importId, scope).catch(note('an import was interrupted'))
    },
  }
}
