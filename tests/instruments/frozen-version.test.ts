import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentHash, instrumentContent } from '../../server/instruments/instrument.ts'
import { publishInstrumentVersion } from '../../server/instruments/publish-instrument-version.ts'
import { alteredInstrumentVersions } from '../../server/instruments/verify-instrument-versions.ts'
import { projectRoot } from '../../server/project.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

const seed = () =>
  JSON.parse(readFileSync(join(projectRoot, 'db', 'seed', 'instrument-one-stop-1.json'), 'utf8'))

const dropFreeze = {
  sqlite: ['drop trigger instrument_version_frozen_update'],
  postgres: ['drop trigger instrument_version_frozen on instrument_version'],
}

describe.each(databases)('A published questionnaire, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeEach(async () => {
    app = await startApp(dialect)
  })
  afterEach(() => app.stop())

  const reword = () =>
    app.databases.write
      .updateTable('instrument_version')
      .set({ content: sql`replace(content, 'Nhìn chung', 'Chắc chắn')` })
      .where('id', '=', 'one-stop-1')
      .execute()

  it('cannot be changed or dropped once somebody has answered it', async () => {
    await request(app.url).post('/responses').send(submissionBody())
    await expect(reword()).rejects.toThrow(/in use and frozen/)
    await expect(
      app.databases.write.deleteFrom('instrument_version').where('id', '=', 'one-stop-1').execute(),
    ).rejects.toThrow()
    expect(await alteredInstrumentVersions(app.databases.read)).toEqual([])
  })

  it('is named by verify when somebody with all rights changed it all the same', async () => {
    await request(app.url).post('/responses').send(submissionBody())
    for (const statement of dropFreeze[dialect]) await sql.raw(statement).execute(app.databases.write)
    await reword()
    expect(await alteredInstrumentVersions(app.databases.read)).toEqual(['one-stop-1'])
  })

  it('cannot be published again with another wording under the same version', async () => {
    const content = seed()
    content.items[0].text.vi = 'Quý vị có hài lòng không?'
    const publish = (file: unknown) =>
      app.databases.write.transaction().execute((trx) => publishInstrumentVersion(trx, file, new Date()))
    await expect(publish(content)).rejects.toThrow(/version 2/)
    expect(await publish({ ...content, version: 2 })).toBe('one-stop-2')
  })
})

describe('The hash of a questionnaire', () => {
  it('does not depend on the order of the keys in its file', () => {
    const content = instrumentContent.parse(seed())
    const reversed = Object.fromEntries(Object.entries(content).reverse()) as typeof content
    expect(contentHash(reversed)).toBe(contentHash(content))
  })

  it('changes with a single letter', () => {
    const changed = seed()
    changed.items[3].text.en += '.'
    expect(contentHash(instrumentContent.parse(changed))).not.toBe(
      contentHash(instrumentContent.parse(seed())),
    )
  })
})
