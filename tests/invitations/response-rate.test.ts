import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databases } from '../support/databases.ts'
import { invitationOf, reportDossiers } from '../support/dossiers.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { signedIn } from '../support/staff.ts'
import { submissionBody } from '../support/submissions.ts'

const NOW = new Date('2026-11-24T03:00:00Z')

describe.each(databases)('The page of the response rate, on $name', ({ dialect }) => {
  let app: RunningApp
  beforeEach(async () => {
    app = await startApp(dialect, { clock: () => NOW })
  })
  afterEach(() => app.stop())

  /** The cells of a table's row that begins with a name. */
  const rowOf = (html: string, name: string) => {
    const row = html.split('<tr').find((part) => part.includes(`<bdi>${name}</bdi>`)) ?? ''
    return [...row.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell)
  }

  it('counts who was asked and who answered, by unit and field, among those finished in the period', async () => {
    const codes = Array.from({ length: 8 }, (_, index) => `H36.50-261001-000${index}`)
    await reportDossiers(app, codes)
    await reportDossiers(app, ['H36.50-260901-0001'], { finishedOn: '2026-09-01' })
    await reportDossiers(app, ['H36.50-261002-0001'], {
      unitId: 'ld-commune-cu-jut-centre',
      procedureFieldId: 'health',
    })
    await request(app.url).get(invitationOf(app, codes[0] ?? ''))
    await request(app.url)
      .post('/responses')
      .send({ ...submissionBody(), dossier: codes[1] })

    const official = await signedIn(app, { role: 'reform_office' })
    await official.post('/dossiers/slip').type('form').send({ code: codes[0] })
    const { text } = await official.get('/dossiers/response')
    expect(text).toContain('Quý IV/2026')
    expect(text).toContain('lần gần nhất ngày 24/11/2026')
    expect(rowOf(text, 'Trung tâm Phục vụ hành chính công xã Đắk Mil')).toEqual([
      '8',
      '1',
      '1',
      '1',
      '12,50%',
    ])
    expect(rowOf(text, 'Y tế')).toEqual(['1', '0', '0', '0', '0,00%'])
    expect(rowOf(text, 'Tất cả')).toEqual(['9', '1', '1', '1', '11,11%'])

    const head = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-cu-jut' })
    const own = await head.get('/dossiers/response')
    expect(own.text).not.toContain('xã Đắk Mil')
    expect(rowOf(own.text, 'Tất cả')).toEqual(['1', '0', '0', '0', '0,00%'])
    const csv = await head.get('/dossiers/response.csv?from=2026-10-01&to=2026-12-31')
    expect(csv.text.trim().split('\r\n').slice(1)).toEqual([
      'Trung tâm Phục vụ hành chính công xã Cư Jút,Y tế,1,0,0,0',
    ])
  })

  it('is of one unit and all below it where that is asked for, and of no unit of others', async () => {
    await reportDossiers(app, ['H36.50-261001-0001'])
    await reportDossiers(app, ['H36.50-261002-0001'], { unitId: 'ld-commune-cu-jut-centre' })
    const official = await signedIn(app, { role: 'reform_office' })
    const { text } = await official.get('/dossiers/response?unit=ld-commune-cu-jut')
    expect(rowOf(text, 'Tất cả')[0]).toBe('1')
    expect(text).toContain('<option value="ld-commune-cu-jut" selected>')
    const [, csvPath = ''] = /href="(\/dossiers\/response\.csv[^"]*)"/.exec(text) ?? []
    const csv = await official.get(csvPath.replaceAll('&amp;', '&'))
    expect(csv.text).toContain('xã Cư Jút')
    expect(csv.text).not.toContain('xã Đắk Mil')

    const head = await signedIn(app, { role: 'head_of_unit', unitId: 'ld-commune-cu-jut' })
    const elsewhere = await head.get('/dossiers/response?unit=ld-commune-dak-mil')
    const nowhere = await head.get('/dossiers/response.csv?unit=no-such-unit')
    expect([elsewhere.status, nowhere.status]).toEqual([404, 404])
  })

  it('says that nothing is known, which is not 0 %', async () => {
    const official = await signedIn(app, { role: 'reform_office' })
    const { text } = await official.get('/dossiers/response')
    expect(text).toContain('chưa biết tỷ lệ phản hồi')
    expect(text).not.toContain('0,00%')
  })

  it('shows this quarter and says so when the days do not fit', async () => {
    const official = await signedIn(app, { role: 'reform_office' })
    for (const query of ['from=2026-12-01&to=2026-11-01', 'from=x', 'from=2026-02-31&to=2026-03-01']) {
      const answer = await official.get(`/dossiers/response?${query}`)
      expect(answer.status).toBe(400)
      expect(answer.text).toContain('Quý IV/2026')
      expect(answer.text).toContain('id="from-error"')
    }
  })
})
