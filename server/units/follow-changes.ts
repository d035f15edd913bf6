import type { RequestHandler } from 'express'
import type { Deps } from '../app.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { listUnitChanges } from './unit-change.queries.ts'
import { inForce } from './unit-change.ts'
import { unitLives } from './unit-life.ts'
import { writeUnits } from './write-units.ts'

/** Changes that were entered for a later day begin to show with the first request of that day. */
export function followChanges({ databases, clock }: Pick<Deps, 'databases' | 'clock'>): RequestHandler {
  let followedUntil = ''
  return async (_request, _response, next) => {
    const today = civilDate(clock())
    if (today !== followedUntil) {
      await databases.write.transaction().execute(async (trx) => {
        const changes = await listUnitChanges(trx)
        await writeUnits(trx, changes, { before: unitLives(inForce(changes)), today })
      })
      followedUntil = today
    }
    next()
  }
}
