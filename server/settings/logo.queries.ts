import type { Db } from '../../db/schema.ts'

const LOGO = 'logo'

/** The province's picture; undefined where there is none. */
export async function readLogo(db: Db): Promise<Buffer | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', LOGO).executeTakeFirst()
  return row && Buffer.from(row.value, 'base64')
}

/** Null removes it. */
export async function writeLogo(db: Db, bytes: Buffer | null): Promise<void> {
  await db.deleteFrom('setting').where('key', '=', LOGO).execute()
  if (bytes === null) return
  await db
    .insertInto('setting')
    .values({ key: LOGO, value: bytes.toString('base64') })
    .execute()
}
