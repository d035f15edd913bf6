import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importProcedures } from '../../server/procedures/import-procedures.ts'
import { verifyTallies } from '../../server/responses/verify-tallies.ts'
import { databases } from '../support/databases.ts'
import { type RunningApp, startApp } from '../support/running-app.ts'
import { submissionBody } from '../support/submissions.ts'

const PROCEDURE = '1.012345'

describe.each(databases)(
  'A procedure that is moved to another field in mid-year, on $name (F65)',
  ({ dialect }) => {
    let app: RunningApp
    beforeEach(async () => {
      app = await startApp(dialect)
    })
    afterEach(() => app.stop())

    const moveTo = (field: string) => {
      const file = join(mkdtempSync(join(tmpdir(), 'thuoc-do-')), 'procedures.csv')
      writeFileSync(file, `id,procedure_field,name,source\n${PROCEDURE},${field},Tách thửa đất,QĐ 1\n`)
      return importProcedures(app.databases, file)
    }
    const rate = (procedureField: string) =>
      request(app.url)
        .post('/responses')
        .send({ ...submissionBody({ procedureField }), procedure: PROCEDURE })
    const countedBy = async () => {
      const rows = await app.databases.read
        .selectFrom('tally_day')
        .select(['procedure_field_id', 'r4'])
        .orderBy('procedure_field_id')
        .execute()
      return rows.map(({ procedure_field_id, r4 }) => [procedure_field_id, r4])
    }

    it('leaves earlier ratings in the field of their day, and counts later ones in the new field', async () => {
      await moveTo('land')
      expect((await rate('land')).status).toBe(201)
      await moveTo('construction')
      expect(await countedBy()).toEqual([['land', 1]])
      expect((await rate('construction')).status).toBe(201)
      expect(await countedBy()).toEqual([
        ['construction', 1],
        ['land', 1],
      ])
      expect((await verifyTallies(app.databases.read)).differences).toEqual([])
    })

    it('is refused under the field in which it no longer is, by name', async () => {
      await moveTo('land')
      await moveTo('construction')
      const { status, body } = await rate('land')
      expect([status, body.error.fields.map(({ field }: { field: string }) => field)]).toEqual([
        422,
        ['procedure'],
      ])
    })
  },
)
