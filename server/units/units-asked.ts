import type { Response } from 'express'
import { recordRefusal } from '../accounts/refuse-access.ts'
import { unitsInScope } from '../accounts/staff.ts'
import type { Deps } from '../app.ts'
import { HttpError } from '../web/http-error.ts'
import { unitsUnder } from './units-under.ts'

/**
 * The units that a list's filter is about: `unitId` and all below it, or for '' all that somebody may see (null = every
 * one). @throws {HttpError} 404 for a unit of others, as if it were not there; the asking is audited.
 */
export async function unitsAsked(
  { databases, clock }: Pick<Deps, 'databases' | 'clock'>,
  response: Response,
  unitId: string,
): Promise<ReadonlySet<string> | null> {
  const scope = unitsInScope(response)
  if (unitId === '') return scope
  const below = await unitsUnder(databases.read, unitId, null)
  if (below.size > 0 && (scope === null || scope.has(unitId))) return below
  if (below.size > 0) await recordRefusal(databases.write, response, unitId, clock())
  throw new HttpError(404, 'not_found')
}

/** Of units, past ones too, those that somebody may ask about. */
export function unitsSeen<U extends { id: string }>(units: readonly U[], response: Response): U[] {
  const scope = unitsInScope(response)
  return units.filter(({ id }) => scope === null || scope.has(id))
}
