import type { CivilDate, Db } from '../../db/schema.ts'
import { CHUNK, type Deleting, inChunks } from './in-chunks.ts'

/** Blanks the words of comments. That somebody rated, and how, stays as it was. */
export async function* deleteComments(write: Db, before: CivilDate): Deleting {
  for (const isCounted of [true, false]) {
    yield* inChunks(async () => {
      const { numUpdatedRows } = await write
        .updateTable('response')
        .set({ comment: null })
        .where(
          'submission_key',
          'in',
          comments(write, before, isCounted).select('submission_key').limit(CHUNK),
        )
        .executeTakeFirstOrThrow()
      return Number(numUpdatedRows)
    })
  }
}

export async function countComments(read: Db, before: CivilDate): Promise<number> {
  const counts = await Promise.all(
    [true, false].map((isCounted) =>
      comments(read, before, isCounted)
        .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
        .executeTakeFirstOrThrow(),
    ),
  )
  return counts.reduce((sum, { count }) => sum + count, 0)
}

/** Apart, because each has an index of its own by the day. */
function comments(db: Db, before: CivilDate, isCounted: boolean) {
  return db
    .selectFrom('response')
    .where('comment', 'is not', null)
    .where('uncounted_reason', isCounted ? 'is' : 'is not', null)
    .where('responded_on', '<', before)
}
