import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabases } from '../../server/start-up.ts'
import { startPostgres } from './start-postgres.ts'
import { testConfig } from './test-config.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    sqliteTemplate: string
  }
}

export const TEMPLATE = 'thuoc_do_template'

/** Starts one real PostgreSQL for the run, and makes a migrated and loaded template of both databases to copy from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-tests-'))
  // As root, PostgreSQL runs as a user of its own, who must get in.
  chmodSync(folder, 0o755)
  const postgres = await startPostgres(folder)
  const templateUrl = await postgres.createDatabase(TEMPLATE)
  const sqliteTemplate = join(folder, 'template.db')

  for (const url of [templateUrl, `sqlite:${sqliteTemplate}`]) {
    await (await openDatabases(testConfig(url), () => new Date())).close()
  }
  project.provide('postgresUrl', templateUrl.replace(`/${TEMPLATE}`, ''))
  project.provide('sqliteTemplate', sqliteTemplate)

  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
