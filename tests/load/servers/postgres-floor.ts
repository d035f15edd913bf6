// The floor on PostgreSQL: one insert, and so one durable transaction, for each request.
import pg from 'pg'
import { serveBare } from './bare-app.ts'
import { BARE_COLUMNS } from './bare-row.ts'

/** As many as the program's own pool has. */
const CONNECTIONS = 10

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: CONNECTIONS })
const text = `insert into response (${BARE_COLUMNS.join(', ')}) values (${BARE_COLUMNS.map((_, index) => `$${index + 1}`).join(', ')})`

serveBare((values) => pool.query({ name: 'insert', text, values }))
