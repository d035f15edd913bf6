import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importById } from '../../server/invitations/dossier-import.queries.ts'
import type { ImportDeps } from '../../server/invitations/import-deps.ts'
import { receiveFile } from '../../server/invitations/receive-file.ts'
import { recognisedWords } from '../../server/invitations/recognised-words.ts'
import { runImport } from '../../server/invitations/run-import.ts'
import { startChecking, startImporting } from '../../server/invitations/start-import.ts'
import { loadTranslations } from '../../server/web/i18n.ts'
import { databases } from '../support/databases.ts'
import { HEADER, line } from '../support/dossier-files.ts'
import { dossierTotals } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { turn } from '../support/turn.ts'

const ROWS = 4600
const REFUSED_EVERY = 50
const REFUSED = ROWS / REFUSED_EVERY

class PulledPlug extends Error {}

describe.each(databases)('An import that is interrupted, on $name', ({ dialect }) => {
  let app: RunningApp
  let deps: ImportDeps
  let now: Date
  beforeEach(async () => {
    now = new Date('2026-11-24T03:00:00Z')
    app = await startApp(dialect, { clock: () => now })
    deps = {
      databases: app.databases,
      clock: () => now,
      dossierSecret: app.config.dossierSecret,
      words: recognisedWords(await loadTranslations()),
    }
  })
  afterEach(() => app.stop())

  async function checkedImport(): Promise<string> {
    const rows = Array.from({ length: ROWS }, (_, index) =>
      line(`H36.50-261001-${index}`, index % REFUSED_EVERY === 0 ? { unit: 'Không có' } : {}),
    )
    const bytes = (async function* () {
      yield Buffer.from([HEADER, ...rows].join('\n'))
    })()
    const id = await receiveFile(deps, { name: 'a.csv', bytes, importedBy: null })
    const one = await importById(app.databases.write, id)
    await startChecking(app.databases.write, one, one.mapping, now)
    await runImport(deps, id, null)
    return id
  }

  const importUntil = (id: string, rows: number) =>
    runImport(deps, id, null, (done) => {
      if (done >= rows) throw new PulledPlug()
    })

  it('keeps what was taken, says so, and goes on without taking a row twice or leaving one out', async () => {
    const id = await checkedImport()
    await startImporting(app.databases.write, await importById(app.databases.write, id), now)
    await expect(importUntil(id, 2000)).rejects.toThrow(PulledPlug)
    expect((await dossierTotals(app)).dossiers).toBeGreaterThan(1900)
    expect((await dossierTotals(app)).dossiers).toBeLessThan(2001)

    const official = await signedIn(app, { role: 'reform_office' })
    const path = `/dossiers/imports/${id}`
    expect((await official.get(path)).text).not.toContain('Bị gián đoạn')
    now = new Date(now.getTime() + 61_000)
    const page = await official.get(path)
    expect(page.text).toContain('Bị gián đoạn')
    expect(page.text).toContain('sau 2.000 dòng')

    // Two who press «continue» at the same time start it once.
    await Promise.all([official.post(`${path}/continue`), official.post(`${path}/continue`)])
    let one = await importById(app.databases.write, id)
    while (one.state !== 'imported') {
      await turn()
      one = await importById(app.databases.write, id)
    }
    expect(one).toMatchObject({ rows: ROWS, taken: ROWS - REFUSED, repeated: 0, refused: REFUSED })
    expect(await dossierTotals(app)).toMatchObject({ dossiers: ROWS - REFUSED })
    const refusals = await app.databases.read.selectFrom('dossier_import_refusal').select('row').execute()
    expect(refusals).toHaveLength(REFUSED)
  })

  it('is not done twice by two processes', async () => {
    const id = await checkedImport()
    await startImporting(app.databases.write, await importById(app.databases.write, id), now)
    await Promise.all([runImport(deps, id, null), runImport(deps, id, null), runImport(deps, id, null)])
    expect(await importById(app.databases.write, id)).toMatchObject({
      state: 'imported',
      taken: ROWS - REFUSED,
      repeated: 0,
      refused: REFUSED,
    })
    expect(await dossierTotals(app)).toMatchObject({ dossiers: ROWS - REFUSED })
  })
})
