import type { Response } from 'express'
import type { Role } from '../../db/schema.ts'

/** A role that somebody holds, on a unit and all below it. */
export interface Grant {
  role: Role
  /** Null for the whole province. */
  unitId: string | null
}

/** An official who is signed in. `grants` are those of the present day. */
export interface Staff {
  id: string
  login: string
  name: string
  grants: readonly Grant[]
}

/** Who asks. Only behind a staff route. */
export function staffOf(response: Response): Staff {
  const staff: Staff | undefined = response.locals['staff']
  if (!staff) throw new Error('this route has no staff: it is not a route of staffRouter')
  return staff
}

/** The units for which the person has the route's permission, as of today; null for all. */
export function unitsInScope(response: Response): ReadonlySet<string> | null {
  const scope: ReadonlySet<string> | null | undefined = response.locals['unitsInScope']
  if (scope === undefined) throw new Error('this route has no scope: it is not a route of staffRouter')
  return scope
}
