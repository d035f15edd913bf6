import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentHash, instrumentContent } from '../../server/instruments/instrument.ts'
import { publishInstrumentVersion } from '../../server/instruments/publish-instrument-version.ts'
import { alteredInstrumentVersions } from '../../server/instruments/verify-instrument-versions.ts'
import { projectRoot } from '../../server/project.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'

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
  const altered = () => alteredInstrumentVersions(app.databases.read, app.config.sessionSecret)

  it('cannot be changed or dropped, even before anybody has answered it', async () => {
    await expect(reword()).rejects.toThrow(/published and frozen/)
    await expect(
      app.databases.write.deleteFrom('instrument_version').where('id', '=', 'moh-inpatient-1').execute(),
    ).rejects.toThrow(/published and frozen/)
    expect(await altered()).toEqual([])
  })

  it('is named by verify when somebody with all rights changed it all the same', async () => {
    for (const statement of dropFreeze[dialect]) await sql.raw(statement).execute(app.databases.write)
    await reword()
    expect(await altered()).toEqual(['one-stop-1'])
  })

  it('is named by verify when its hash was changed to fit', async () => {
    for (const statement of dropFreeze[dialect]) await sql.raw(statement).execute(app.databases.write)
    await reword()
    const { content } = await app.databases.write
      .selectFrom('instrument_version')
      .select('content')
      .where('id', '=', 'one-stop-1')
      .executeTakeFirstOrThrow()
    await app.databases.write
      .updateTable('instrument_version')
      .set({ hash: contentHash(JSON.parse(content)) })
      .where('id', '=', 'one-stop-1')
      .execute()
    expect(await altered()).toEqual(['one-stop-1'])
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
  it('is for the first one what it was when the first rating came in', () => {
    expect(contentHash(instrumentContent.parse(seed()))).toBe(
      '068b9d0aa1cb240d1ca563ae3d3234a47cb9be0cdc36153943fd38012495d378',
    )
  })

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
