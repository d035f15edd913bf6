import type { Db, DossierLink } from '../../db/schema.ts'
import { findInvitation, knownDossier } from '../invitations/dossier.queries.ts'
import { dossierHash, isDossierCode } from '../invitations/dossier-hash.ts'
import type { Touchpoint } from '../touchpoints/touchpoint.ts'
import type { Problem } from './accept-submission.ts'

/** Which dossier a response rates, if any. */
export interface RatedDossier {
  dossierHash: string | null
  /** «with» only for a dossier that the province has reported: a code can be typed by anybody. */
  dossierLink: DossierLink
}

interface Named {
  procedureField: string
  dossier?: string | undefined
  invitation?: string | undefined
}

/** From the invitation that was opened or the code that was typed. */
export async function ratedDossier(
  { invitation, dossier, procedureField }: Named,
  touchpoint: Touchpoint,
  { db, dossierSecret }: { db: Db; dossierSecret: string },
): Promise<RatedDossier | Problem> {
  if (invitation !== undefined)
    return invitedDossier(invitation, procedureField, touchpoint, { db, dossierSecret })
  if (touchpoint.mode === 'invitation') return { field: 'invitation', problem: 'invitation' }
  if (dossier === undefined) return { dossierHash: null, dossierLink: 'without' }
  if (!isDossierCode(dossier)) return { field: 'dossier', problem: 'dossier' }
  const hash = dossierHash(dossier, dossierSecret)
  return { dossierHash: hash, dossierLink: (await knownDossier(db, hash)) ? 'with' : 'without' }
}

/** An invitation is for one dossier, at its own unit and in its own field. */
async function invitedDossier(
  token: string,
  procedureField: string,
  touchpoint: Touchpoint,
  { db, dossierSecret }: { db: Db; dossierSecret: string },
): Promise<RatedDossier | Problem> {
  const invited = await findInvitation(db, token, dossierSecret)
  if (
    touchpoint.mode !== 'invitation' ||
    invited?.unitId !== touchpoint.unitId ||
    invited.procedureFieldId !== procedureField
  )
    return { field: 'invitation', problem: 'invitation' }
  return { dossierHash: invited.codeHash, dossierLink: 'with' }
}
