import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { afterEach, describe, expect, it } from 'vitest'
import { connect } from '../db/connect.ts'
import { projectRoot } from '../server/project.ts'
import { runCommand } from './support/command.ts'
import { databases } from './support/databases.ts'
import { reportDossiers, SERVICE_CENTRE } from './support/dossiers.ts'
import { type RunningApp, startApp } from './support/running-app.ts'
import { startServerProcess } from './support/server-process.ts'
import { signedIn } from './support/staff.ts'
import { submissionBody } from './support/submissions.ts'

const run = (databaseUrl: string, ...words: string[]) => runCommand(databaseUrl, words)

const file = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'thuoc-do-')), 'file.csv')
  writeFileSync(path, text)
  return path
}

describe.each(databases)("The operator's commands, on $name", ({ dialect }) => {
  let app: RunningApp
  afterEach(() => app.stop())

  it('verify says that all is equal, and exits with 0', async () => {
    app = await startApp(dialect)
    await request(app.url).post('/responses').send(submissionBody())
    const { status, stdout } = run(app.databaseUrl, 'verify')
    expect(stdout).toContain('All is equal: 1 responses')
    expect(status).toBe(0)
  })

  it('verify names every tally that differs, what is stored and what was counted, and exits with 1', async () => {
    app = await startApp(dialect)
    await request(app.url)
      .post('/responses')
      .send(submissionBody({ answers: { overall: 1 } }))
    await app.databases.write
      .updateTable('tally_month')
      .set({ r1: 0, r5: 1 })
      .where('item', '=', 'overall')
      .execute()
    await app.databases.write.deleteFrom('tally_day').execute()
    const { status, stdout } = run(app.databaseUrl, 'verify')
    expect(stdout).toMatch(
      /tally_month .* \/ ld-commune-dak-mil-centre \/ land \/ .* \/ overall: stored 1:0 .*5:1 .*counted 1:1 .*5:0/,
    )
    expect(stdout).toMatch(/tally_day .*stored nothing, counted 1:1/)
    expect(stdout).toContain('NOT equal: 2 tallies')
    expect(status).toBe(1)
  })

  it('verify counts the dossiers anew, and names the day, unit and field where what was answered differs', async () => {
    app = await startApp(dialect)
    await reportDossiers(app, ['H36.50-261008-0975'], { finishedOn: '2026-11-20' })
    expect(run(app.databaseUrl, 'verify').stdout).toContain('0 responses and 1 dossiers')
    await app.databases.write.updateTable('dossier_tally').set({ answered: 1 }).execute()
    const { status, stdout } = run(app.databaseUrl, 'verify')
    expect(stdout).toContain(
      `dossier_tally 2026-11-20 / ${SERVICE_CENTRE} / land: stored dossiers:1 invited:0 opened:0 answered:1, counted dossiers:1 invited:0 opened:0 answered:0`,
    )
    expect(status).toBe(1)
  })

  it('import-procedures takes a file whole, or says for each line what is wrong and takes nothing', async () => {
    app = await startApp(dialect)
    const wrong = run(
      app.databaseUrl,
      'import-procedures',
      file('id,procedure_field,name,source\n1.1,land,,QĐ 1\n1.2,tax,Thuế,QĐ 1\n1.3,land,Tách thửa,\n'),
    )
    expect(wrong.stderr).toMatch(/line 2, name/)
    expect(wrong.stderr).toMatch(/line 4, source/)
    expect(wrong.status).toBe(1)
    expect(await app.databases.read.selectFrom('procedure').selectAll().execute()).toEqual([])

    const right = run(
      app.databaseUrl,
      'import-procedures',
      file('id,procedure_field,name,source\n1.3,land,Tách thửa đất,QĐ 1\n'),
    )
    expect([right.status, right.stdout]).toEqual([0, '1 procedures imported.\n'])
    const answer = await request(app.url)
      .post('/responses')
      .send({ ...submissionBody(), procedure: '1.3' })
    expect(answer.status).toBe(201)
  })

  it('import-published-values puts SIPAS on the dashboard with its source', async () => {
    app = await startApp(dialect)
    const csv =
      'indicator,scope,year,value,score,rank,source,note\nS5,province,2024,83.25,,,Bộ Nội vụ (thử nghiệm),\n'
    expect(run(app.databaseUrl, 'import-published-values', file(csv)).status).toBe(0)
    for (let i = 0; i < 12; i++) await request(app.url).post('/responses').send(submissionBody())
    const { text } = await (await signedIn(app, { role: 'reform_office' })).get('/dashboard')
    expect(text).toContain('83,25%')
    expect(text).toContain('Bộ Nội vụ (thử nghiệm)')
  })

  it('user add prints a one-time link and nothing else, user reset another that takes its place', async () => {
    app = await startApp(dialect)
    const add = (...more: string[]) =>
      run(app.databaseUrl, 'user', 'add', '--login', 'hue', '--name', 'Nguyễn Thị Huệ', ...more)
    const { status, stdout } = add()
    expect(status).toBe(0)
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:3000\/enrol\?link=[\w-]{43}\n$/)
    const { search } = new URL(stdout)
    expect((await request(app.url).get(`/enrol${search}`)).text).toContain('Nguyễn Thị Huệ')

    const reset = run(app.databaseUrl, 'user', 'reset', 'hue')
    await request(app.url)
      .get(`/enrol${new URL(reset.stdout).search}`)
      .expect(200)
    await request(app.url).get(`/enrol${search}`).expect(404)

    expect([add().status, add().stderr]).toEqual([1, 'Somebody has the login «hue» already.\n'])
    expect(run(app.databaseUrl, 'user', 'reset', 'nobody').stderr).toBe('Nobody has the login «nobody».\n')
    expect(add('--role', 'god').stderr).toContain('--role: administrator')
    expect(add('--role', 'clerk').stderr).toContain('--unit: this role is held at one unit')
    expect(add('--role', 'clerk', '--unit', 'nowhere').stderr).toBe('There is no unit «nowhere».\n')
  })

  it('import-units adds units under known parents only', async () => {
    app = await startApp(dialect)
    const head = 'id,kind,name,parent_id,valid_from,valid_until\n'
    const orphan = run(
      app.databaseUrl,
      'import-units',
      file(`${head}ld-so-noi-vu,department,Sở Nội vụ,nowhere,2025-07-01,\n`),
    )
    expect([orphan.status, orphan.stderr]).toEqual([1, expect.stringContaining('nowhere')])
    const added = run(
      app.databaseUrl,
      'import-units',
      join(projectRoot, 'db', 'seed', 'provincial-agencies.unverified.csv'),
    )
    expect([added.status, added.stdout]).toEqual([0, '19 units added.\n'])
  })
})

describe('verify without a database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'thuoc-do-'))

  it('says so, and makes none', () => {
    const { status, stderr } = run(`sqlite:${folder}/nothing.db`, 'verify')
    expect([status, stderr]).toEqual([1, `There is no database at ${folder}/nothing.db.\n`])
    expect(existsSync(`${folder}/nothing.db`)).toBe(false)
  })

  it('says that an empty one must be migrated first', () => {
    writeFileSync(`${folder}/empty.db`, '')
    const { status, stderr } = run(`sqlite:${folder}/empty.db`, 'verify')
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^The database is empty or older.*migrate/)])
  })
})

describe('The program started on an empty folder', () => {
  it('makes its database readable by its owner alone (F80)', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'thuoc-do-')), 'new.db')
    const server = await startServerProcess(`sqlite:${path}`)
    expect(statSync(path).mode & 0o077).toBe(0)
    await server.end('SIGTERM')
    await connect(`sqlite:${path}`).close()
  })

  it('says in one sentence what is wrong with its configuration, and exits with 1', async () => {
    await expect(startServerProcess('mysql://somewhere')).rejects.toThrow(/DATABASE_URL: must be sqlite/)
  })
})
