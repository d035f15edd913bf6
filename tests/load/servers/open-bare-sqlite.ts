import Database from 'better-sqlite3'

/** The database of DATABASE_URL as durable as the program's: WAL, and every commit on disk before it returns. */
export function openBareSqlite(): Database.Database {
  const database = new Database((process.env['DATABASE_URL'] ?? '').replace(/^sqlite:/, ''))
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  if (database.pragma('synchronous', { simple: true }) !== 2)
    throw new Error('synchronous=FULL does not hold')
  return database
}
