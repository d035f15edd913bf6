import { existsSync } from 'node:fs'
import { openPostgres } from './postgres.ts'
import type { Db } from './schema.ts'
import { refuseNewerSchemaInFile } from './schema-version.ts'
import { openSqliteReader, openSqliteWriter } from './sqlite.ts'

export type Dialect = 'sqlite' | 'postgres'

/** The two doors to the data. On PostgreSQL both are one pool; on SQLite `read` is a read-only connection of its own. */
export interface Databases {
  dialect: Dialect
  write: Db
  read: Db
  close(): Promise<void>
}

const SQLITE_PREFIX = 'sqlite:'

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
  const pool = openPostgres(url)
  return { dialect: 'postgres', write: pool, read: pool, close: () => pool.destroy() }
}
