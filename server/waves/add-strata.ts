import { randomUUID } from 'node:crypto'
import type { Db } from '../../db/schema.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Doing, insertUnderNewCode } from '../touchpoints/add-touchpoint.ts'
import type { NewStratum } from './frame-row.ts'
import type { Wave } from './wave.queries.ts'

/** Adds strata to a wave's frame, each with the touchpoint at which its interviews count. */
export async function addStrata(
  db: Db,
  wave: Wave,
  strata: readonly NewStratum[],
  { by, now, randomBelow }: Doing,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { last } = await trx
      .selectFrom('stratum')
      .select((eb) => eb.fn.coalesce(eb.fn.max('sort_order'), eb.lit(0)).as('last'))
      .where('wave_id', '=', wave.id)
      .executeTakeFirstOrThrow()
    for (const [index, { name, unitId, population }] of strata.entries()) {
      const code = await insertUnderNewCode(
        trx,
        {
          unit_id: unitId,
          wave_id: wave.id,
          kind: 'tablet',
          mode: 'interviewer',
          valid_from: wave.opensOn,
          is_demonstration: 0,
        },
        randomBelow,
      )
      await trx
        .insertInto('stratum')
        .values({
          id: randomUUID(),
          wave_id: wave.id,
          name,
          unit_id: unitId,
          population,
          touchpoint_code: code,
          sort_order: last + index + 1,
        })
        .execute()
    }
    await recordAudit(
      trx,
      by,
      {
        action: 'wave.frame_added',
        subject: `wave:${wave.id}`,
        unitId: wave.unitId,
        after: { strata: strata.length, population: strata.reduce((sum, one) => sum + one.population, 0) },
      },
      now,
    )
  })
}
