// The floor: one durable insert for each request.
import { serveBare } from './bare-app.ts'
import { insertBareRow } from './bare-row.ts'
import { openBareSqlite } from './open-bare-sqlite.ts'

const insert = insertBareRow(openBareSqlite())

serveBare((row) => insert.run(row))
