import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { databases } from '../support/databases.ts'
import { HEADER, line } from '../support/dossier-files.ts'
import { dossierTotals } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { xlsx } from '../support/xlsx.ts'

describe.each(databases)('The command import-dossiers, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeEach(async () => {
    app = await startApp(dialect)
  })
  afterEach(() => app.stop())

  const run = (content: string | Buffer, ...options: string[]) => {
    const file = join(mkdtempSync(join(tmpdir(), 'thuoc-do-')), 'ho-so.csv')
    writeFileSync(file, content)
    return runCommand(app.databaseUrl, ['import-dossiers', file, ...options], {
      SESSION_SECRET: app.config.sessionSecret,
    })
  }
  const count = async (table: 'dossier' | 'dossier_import' | 'dossier_import_block' | 'import_mapping') =>
    (await app.databases.read.selectFrom(table).selectAll().execute()).length

  it('changes nothing as a dry run, and imports what it said', async () => {
    const file = [HEADER, line('H36.50-261001-0001'), line('H36.50-261001-0001'), line('1')].join('\n')
    const dry = run(file, '--dry-run')
    expect(dry.stdout).toContain('nothing was imported: 1 dossiers new, 1 repeated, 1 rows refused.')
    expect(dry.stdout).toContain('row 4, Dossier code: It is no dossier code')
    expect(dry.status).toBe(1)
    for (const table of ['dossier', 'dossier_import', 'dossier_import_block', 'import_mapping'] as const) {
      expect(await count(table)).toBe(0)
    }
    const done = run(file)
    expect(done.stdout).toContain('1 dossiers taken, 1 repeated, 1 rows refused.')
    expect(done.stderr).toContain('100 %, 3 of 3 dossiers')
    expect(await dossierTotals(app)).toMatchObject({ dossiers: 1 })
  })

  it('reads XLSX, with days as spreadsheets keep them', async () => {
    const [header, row] = [HEADER, line('H36.50-261001-0001', { received: '', due: '', finished: '46310' })]
    const done = run(xlsx([header.split(','), row.split(',')]))
    expect(done.stdout).toContain('1 dossiers taken, 0 repeated, 0 rows refused.')
    expect(done.status).toBe(0)
    const [dossier] = await app.databases.read.selectFrom('dossier').select('finished_on').execute()
    expect(dossier?.finished_on).toBe('2026-10-15')
  })

  it('says which columns it misses, and leaves nothing', async () => {
    const { status, stderr } = run('so,noi dung\n1,2\n')
    expect(stderr).toContain('no column was recognised for Dossier code, Unit, Field, Outcome, Day finished')
    expect(stderr).toContain('The columns are: so, noi dung.')
    expect(status).toBe(1)
    expect(run('PK nothing of the kind').stderr).toContain('The XLSX file cannot be read')
    expect(await count('dossier_import')).toBe(0)
  })
})
