import type { FinishedDossier } from '../../server/invitations/check-dossier.ts'
import { dossierHash } from '../../server/invitations/dossier-hash.ts'
import { invitationToken } from '../../server/invitations/invitation-token.ts'
import { takeDossiers } from '../../server/invitations/take-dossiers.ts'
import { civilDate } from '../../server/statistics/civil-date.ts'
import type { RunningApp } from './running-app.ts'

export const SERVICE_CENTRE = 'ld-commune-dak-mil-centre'

/** Reports dossiers by their codes, as an import does. */
export async function reportDossiers(
  app: RunningApp,
  codes: readonly string[],
  changes: Partial<FinishedDossier> = {},
): Promise<void> {
  const today = civilDate(app.clock())
  const { write } = app.databases
  const dossiers = codes.map(
    (code): FinishedDossier => ({
      codeHash: dossierHash(code, app.config.dossierSecret),
      unitId: SERVICE_CENTRE,
      procedureFieldId: 'land',
      procedureId: null,
      channel: null,
      outcome: 'returned',
      receivedOn: null,
      dueOn: null,
      finishedOn: today,
      ...changes,
    }),
  )
  const importId = `import-${codes[0]}`
  await write
    .insertInto('dossier_import')
    .values({
      id: importId,
      kind: 'api',
      source_name: 'test',
      taken: codes.length,
      received_at: app.clock().toISOString(),
      state: 'imported',
      progressed_at: app.clock().toISOString(),
    })
    .execute()
  await write.transaction().execute((trx) => takeDossiers(trx, dossiers, { importId, today }))
}

/** The path that the invitation of a dossier opens. */
export function invitationOf(app: RunningApp, code: string): string {
  const { dossierSecret } = app.config
  return `/i/${invitationToken(dossierHash(code, dossierSecret), dossierSecret)}`
}

/** All tally rows of dossiers, added up. */
export async function dossierTotals(app: RunningApp) {
  const rows = await app.databases.read.selectFrom('dossier_tally').selectAll().execute()
  const sum = (step: 'dossiers' | 'invited' | 'opened' | 'answered') =>
    rows.reduce((total, row) => total + row[step], 0)
  return {
    dossiers: sum('dossiers'),
    invited: sum('invited'),
    opened: sum('opened'),
    answered: sum('answered'),
  }
}
