// The ceiling: whatever has arrived in one turn of the event loop is committed together, and nothing else is done.
import { serveBare } from './bare-app.ts'
import { type BareRow, insertBareRow } from './bare-row.ts'
import { groupCommit } from './group-commit.ts'
import { openBareSqlite } from './open-bare-sqlite.ts'

const database = openBareSqlite()
const insert = insertBareRow(database)
const commit = database.transaction((rows: readonly BareRow[]) => {
  for (const row of rows) insert.run(row)
})

serveBare(groupCommit(async (rows) => commit.immediate(rows)))
