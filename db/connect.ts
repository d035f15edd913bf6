import { existsSync } from 'node:fs'
import { openPostgres } from './postgres.ts'
import type { Db } from './schema.ts'
import { refuseNewerSchemaInFile } from './schema-version.ts'
import { openSqliteReader, openSqliteWriter } from './sqlite.ts'

export type Dialect = 'sqlite' | 'postgres'

/** The two doors to the data. On SQLite `read` is a read-only connection, on PostgreSQL a pool of its own. */
export interface Databases {
  dialect: Dialect
  write: Db
  read: Db
  close(): Promise<void>
}

const SQLITE_PREFIX = 'sqlite:'

export class DatabaseMissing extends Error {}

/** Like `connect`, but never makes a file. @throws {DatabaseMissing} */
export function connectExisting(databaseUrl: string): Databases {
  const file = databaseUrl.startsWith(SQLITE_PREFIX) ? databaseUrl.slice(SQLITE_PREFIX.length) : undefined
  if (file !== undefined && !existsSync(file)) throw new DatabaseMissing(`There is no database at ${file}.`)
  return connect(databaseUrl)
}

/** @throws when the URL is neither `sqlite:<file>` nor `postgres://…`, or when the file was made by a newer program. */
export function connect(databaseUrl: string): Databases {
  return databaseUrl.startsWith(SQLITE_PREFIX)
    ? connectSqlite(databaseUrl.slice(SQLITE_PREFIX.length))
    : connectPostgres(databaseUrl)
}

function connectSqlite(file: string): Databases {
  if (existsSync(file)) refuseNewerSchemaInFile(file)
  const writer = openSqliteWriter(file)
  const reader = openSqliteReader(file)
  return {
    dialect: 'sqlite',
    write: writer.db,
    read: reader.db,
    close: async () => {
      await reader.close()
      await writer.close()
    },
  }
}

function connectPostgres(url: string): Databases {
  // Two pools, so that slow pages never keep a rating waiting for a connection.
  const [write, read] = [openPostgres(url), openPostgres(url)]
  return {
    dialect: 'postgres',
    write,
    read,
    close: async () => {
      await read.destroy()
      await write.destroy()
    },
  }
}
