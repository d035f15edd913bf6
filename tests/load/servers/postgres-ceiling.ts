// The ceiling on PostgreSQL: all that has arrived goes into one statement, and so into one durable transaction.
import pg from 'pg'
import { serveBare } from './bare-app.ts'
import { BARE_COLUMNS } from './bare-row.ts'
import { groupCommit } from './group-commit.ts'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 1 })
const arrays = BARE_COLUMNS.map(
  (column, index) => `$${index + 1}::${column === 'overall' ? 'integer' : 'text'}[]`,
)
const text = `insert into response (${BARE_COLUMNS.join(', ')}) select * from unnest(${arrays.join(', ')})`

serveBare(
  groupCommit(async (rows) => {
    const values = BARE_COLUMNS.map((_, column) => rows.map((row) => row[column]))
    await pool.query({ name: 'insert', text, values })
  }),
)
