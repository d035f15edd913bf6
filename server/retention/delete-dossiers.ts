import { setImmediate as otherWork } from 'node:timers/promises'
import type { Databases } from '../../db/connect.ts'
import type { CivilDate, Db } from '../../db/schema.ts'
import { CHUNK, type Deleting } from './in-chunks.ts'

type Doors = Pick<Databases, 'read' | 'write'>

/**
 * Dossiers with their invitations. The counts of their days stay. There is no index by the day, which an import of a
 * million would have to write: they are looked through in the order of their hashes, a page at a time.
 */
export async function* deleteDossiers({ read, write }: Doors, before: CivilDate): Deleting {
  for await (const hashes of pagesOf((after) => dossierPage(read, after), before)) {
    const { numDeletedRows } = await write
      .deleteFrom('dossier')
      .where('code_hash', 'in', hashes)
      .where('finished_on', '<', before)
      .executeTakeFirstOrThrow()
    yield Number(numDeletedRows)
  }
}

/** Which dossiers were rated, once the dossier itself is gone: while it is there, nobody may rate it again. */
export async function* deleteRatedDossiers({ read, write }: Doors, before: CivilDate): Deleting {
  for await (const hashes of pagesOf((after) => ratedPage(read, after), before)) {
    const { numDeletedRows } = await write
      .deleteFrom('rated_dossier')
      .where('code_hash', 'in', hashes)
      .where(
        'code_hash',
        'not in',
        write.selectFrom('dossier').select('code_hash').where('code_hash', 'in', hashes),
      )
      .executeTakeFirstOrThrow()
    yield Number(numDeletedRows)
  }
}

export async function countDossiers(read: Db, before: CivilDate): Promise<number> {
  const { count } = await read
    .selectFrom('dossier')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('finished_on', '<', before)
    .executeTakeFirstOrThrow()
  return count
}

/** As many as go once the dossiers are gone. */
export async function countRatedDossiers(read: Db, before: CivilDate): Promise<number> {
  const { count } = await read
    .selectFrom('rated_dossier')
    .leftJoin('dossier', (join) =>
      join.onRef('dossier.code_hash', '=', 'rated_dossier.code_hash').on('dossier.finished_on', '>=', before),
    )
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('rated_on', '<', before)
    .where('dossier.code_hash', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

interface Dated {
  hash: string
  day: CivilDate
}

function dossierPage(read: Db, after: string): Promise<Dated[]> {
  return read
    .selectFrom('dossier')
    .select(['code_hash as hash', 'finished_on as day'])
    .where('code_hash', '>', after)
    .orderBy('code_hash')
    .limit(CHUNK)
    .execute()
}

function ratedPage(read: Db, after: string): Promise<Dated[]> {
  return read
    .selectFrom('rated_dossier')
    .select(['code_hash as hash', 'rated_on as day'])
    .where('code_hash', '>', after)
    .orderBy('code_hash')
    .limit(CHUNK)
    .execute()
}

/** The hashes of what is old enough, page by page. */
async function* pagesOf(
  pageAfter: (hash: string) => Promise<Dated[]>,
  before: CivilDate,
): AsyncGenerator<string[], void, void> {
  for (let after = ''; ; ) {
    const page = await pageAfter(after)
    const last = page.at(-1)
    if (!last) return
    after = last.hash
    const old = page.filter(({ day }) => day < before).map(({ hash }) => hash)
    if (old.length > 0) yield old
    await otherWork()
  }
}
