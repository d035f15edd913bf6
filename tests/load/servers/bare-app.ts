import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import express from 'express'
import { type BareRow, bareRow } from './bare-row.ts'

/** Where the program's own form lies, for the bare servers to send as it is. */
export const FORM_FILE = 'BENCH_FORM_FILE'

const SUBMISSION_KEY = /(name="submissionKey" value=")[^"]*/

/**
 * An Express app with the two requests of a rating and nothing else: no checks, no headers, no log, no views.
 * `store` answers for what the contestants differ in. Announces its port as the program does.
 */
export function serveBare(store: (row: BareRow) => unknown): void {
  const app = express()
  app.disable('x-powered-by').set('etag', false)
  app.use(express.json(), express.urlencoded({ extended: false }))

  app.post('/responses', async (request, response) => {
    await store(bareRow(request.body))
    if (request.is('json')) {
      response.status(201).json({ outcome: 'recorded', submissionKey: request.body.submissionKey })
    } else {
      response.redirect(303, '/')
    }
  })

  const [before = '', after = ''] = formParts()
  app.get('/r/:code', (_request, response) => {
    response.type('html').send(before + randomUUID() + after)
  })

  const server = createServer(app).listen(0, '127.0.0.1', () => {
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    process.stdout.write(`${JSON.stringify({ port, msg: 'listening' })}\n`)
  })
}

function formParts(): string[] {
  const file = process.env[FORM_FILE]
  return file === undefined ? [] : readFileSync(file, 'utf8').replace(SUBMISSION_KEY, '$1\0').split('\0')
}
