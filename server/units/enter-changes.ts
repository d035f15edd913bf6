import type { Db, Trx } from '../../db/schema.ts'
import { type AuditOrigin, recordAudit } from '../audit/record-audit.ts'
import { civilDate } from '../statistics/civil-date.ts'
import { checkDeeds } from './check-deeds.ts'
import { appendUnitChanges, listUnitChanges } from './unit-change.queries.ts'
import { type DatedDeed, inForce, unitsOf } from './unit-change.ts'
import { unitLives } from './unit-life.ts'
import { writeUnits } from './write-units.ts'

/**
 * Enters changes of units, all or none. Responses keep the unit of their day.
 * @throws {RefusedChange} when they contradict themselves or what was entered before.
 */
export async function enterChanges(
  db: Db,
  deeds: readonly DatedDeed[],
  { by, now }: { by: AuditOrigin; now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await checkDeeds(trx, await listUnitChanges(trx), deeds, civilDate(now))
    const ids = await addDeeds(trx, deeds, { staffId: by.staffId, now })
    for (const [at, { deed, effectiveOn }] of deeds.entries()) {
      const { kind, ...after } = deed
      await recordAudit(
        trx,
        by,
        {
          action: `unit.${kind}`,
          subject: `unit_change:${ids[at]}`,
          unitId: unitsOf(deed)[0] ?? null,
          after: { ...after, effectiveOn },
        },
        now,
      )
    }
  })
}

/** Writes deeds that have been checked, or that a catalogue vouches for, and what follows from them. @returns their ids. */
export async function addDeeds(
  trx: Trx,
  deeds: readonly DatedDeed[],
  entering: { staffId: string | null; now: Date },
): Promise<string[]> {
  const before = unitLives(inForce(await listUnitChanges(trx)))
  const ids = await appendUnitChanges(trx, deeds, entering)
  await writeUnits(trx, await listUnitChanges(trx), { before, today: civilDate(entering.now) })
  return ids
}
