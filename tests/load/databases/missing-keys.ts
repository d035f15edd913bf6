import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Db } from '../../../db/schema.ts'

const AT_ONCE = 1000

export interface KeyCheck {
  acknowledged: number
  missing: number
}

/** How many of the acknowledged submissions, one key a line, are not among the stored responses. */
export async function checkAcknowledged(db: Db, file: string): Promise<KeyCheck> {
  const check: KeyCheck = { acknowledged: 0, missing: 0 }
  if (!existsSync(file)) return check
  for await (const keys of chunksOfLines(file)) {
    const { rows } = await db
      .selectFrom('response')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('submission_key', 'in', keys)
      .executeTakeFirstOrThrow()
    check.acknowledged += keys.length
    check.missing += new Set(keys).size - rows
  }
  return check
}

async function* chunksOfLines(file: string): AsyncGenerator<string[]> {
  let chunk: string[] = []
  for await (const line of createInterface({ input: createReadStream(file) })) {
    chunk.push(line)
    if (chunk.length === AT_ONCE) {
      yield chunk
      chunk = []
    }
  }
  if (chunk.length > 0) yield chunk
}
