import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimDossiers } from '../../server/invitations/claim-dossier.ts'
import { dossierHash } from '../../server/invitations/dossier-hash.ts'
import { inviteDossiers } from '../../server/invitations/invite-dossiers.ts'
import { noteOpened } from '../../server/invitations/open-invitation.ts'
import { takeDossiers } from '../../server/invitations/take-dossiers.ts'
import { verifyDossierTally } from '../../server/invitations/verify-dossier-tally.ts'
import { databases, openDatabase } from '../support/databases.ts'

const SECRET = 'pX3v9kQm7Zt1Lw5Rb8Nc2Yd6Hf4Gj0Ks'
const TODAY = '2026-11-24'
const HASHES = Array.from({ length: 6 }, (_, index) => dossierHash(`H36.50-261008-000${index}`, SECRET))
const UNITS = ['ld-commune-dak-mil-centre', 'ld-commune-cu-jut-centre']

const step = fc.record({
  kind: fc.constantFrom('report', 'rate', 'invite', 'open'),
  dossiers: fc.uniqueArray(fc.nat({ max: HASHES.length - 1 }), { minLength: 1, maxLength: 4 }),
})

describe.each(databases)('The counts of dossiers, on $name', ({ dialect }) => {
  it('are what counting the dossiers anew gives, in whatever order things happen', async () => {
    const { databases: opened, remove } = await openDatabase(dialect)
    const { write } = opened
    await write
      .insertInto('dossier_import')
      .values({
        id: 'i',
        kind: 'api',
        source_name: 'x',
        received_at: '',
        state: 'imported',
        progressed_at: '',
      })
      .execute()

    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        for (const table of ['dossier', 'rated_dossier', 'dossier_tally', 'dossier_import_unit'] as const) {
          await write.deleteFrom(table).execute()
        }
        for (const [at, { kind, dossiers }] of steps.entries()) {
          const hashes = dossiers.map((index) => HASHES[index] ?? '')
          if (kind === 'open') for (const hash of hashes) await noteOpened(write, hash, TODAY)
          else
            await write.transaction().execute(async (trx) => {
              if (kind === 'report') {
                const finished = hashes.map((codeHash, index) => ({
                  codeHash,
                  unitId: UNITS[index % 2] ?? '',
                  procedureFieldId: index % 3 === 0 ? 'land' : 'health',
                  procedureId: null,
                  channel: null,
                  outcome: 'rejected' as const,
                  receivedOn: null,
                  dueOn: null,
                  finishedOn: index % 2 === 0 ? '2026-11-01' : '2026-11-02',
                }))
                await takeDossiers(trx, finished, { importId: 'i', today: TODAY })
              }
              if (kind === 'invite') await inviteDossiers(trx, hashes, { today: TODAY, scope: null })
              if (kind === 'rate') {
                const claims = hashes.map((hash, index) => ({
                  submissionKey: `${at}-${index}`,
                  dossierHash: hash,
                  respondedOn: TODAY,
                }))
                await claimDossiers(trx, claims)
              }
            })
        }
        expect(await stored()).toEqual(await countedAnew())
        expect((await verifyDossierTally(opened.read)).differences).toEqual([])
      }),
      { numRuns: 40 },
    )
    await remove()

    async function stored() {
      const rows = await write.selectFrom('dossier_tally').selectAll().execute()
      return rows
        .map((row) =>
          [
            row.day,
            row.unit_id,
            row.procedure_field_id,
            row.dossiers,
            row.invited,
            row.opened,
            row.answered,
          ].join(' '),
        )
        .sort()
    }

    async function countedAnew() {
      const rated = new Set(
        (await write.selectFrom('rated_dossier').selectAll().execute()).map((row) => row.code_hash),
      )
      const cells = new Map<string, [number, number, number, number]>()
      for (const row of await write.selectFrom('dossier').selectAll().execute()) {
        const key = [row.finished_on, row.unit_id, row.procedure_field_id].join(' ')
        const cell = cells.get(key) ?? [0, 0, 0, 0]
        cell[0]++
        if (row.invited_on !== null) cell[1]++
        if (row.opened_on !== null) cell[2]++
        if (rated.has(row.code_hash)) cell[3]++
        cells.set(key, cell)
      }
      return [...cells].map(([key, counts]) => [key, ...counts].join(' ')).sort()
    }
  })
})
