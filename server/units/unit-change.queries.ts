import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Db, Trx } from '../../db/schema.ts'
import { unitInput } from './unit.input.ts'
import type { DatedDeed, UnitChange, UnitDeed } from './unit-change.ts'

const id = z.string()
const stored = {
  created: z.object({
    unitId: id,
    name: z.string(),
    unitKind: unitInput.shape.kind,
    parentId: id.nullable(),
  }),
  renamed: z.object({ unitId: id, name: z.string() }),
  moved: z.object({ unitId: id, parentId: id.nullable() }),
  merged: z.object({ predecessorIds: z.array(id), successorId: id }),
  split: z.object({
    unitId: id,
    parts: z.array(z.object({ unitId: id, sharePercent: z.int().nullable() })),
  }),
  closed: z.object({ unitId: id }),
}

/** Everything that was ever entered, what was undone among it, in the order in which it was entered. */
export async function listUnitChanges(db: Db): Promise<UnitChange[]> {
  const rows = await db
    .selectFrom('unit_change as change')
    .leftJoin('unit_change as undoing', 'undoing.undoes', 'change.id')
    .select([
      'change.id',
      'change.number',
      'change.kind',
      'change.effective_on as effectiveOn',
      'change.entered_at as enteredAt',
      'change.entered_by as enteredBy',
      'change.content',
      'undoing.entered_at as undoneAt',
    ])
    .where('change.kind', '!=', 'undone')
    .orderBy('change.number')
    .execute()
  return rows.map(({ kind, content, ...row }) => ({ ...row, deed: parseDeed(kind, content) }))
}

/** The number of the latest entry, undoings among them: whoever saw another saw other units. */
export async function latestChangeNumber(db: Db): Promise<number> {
  const { latest } = await db
    .selectFrom('unit_change')
    .select((eb) => eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)).as('latest'))
    .executeTakeFirstOrThrow()
  return latest
}

/** Who enters something, and when. */
export interface Entering {
  /** Null for a catalogue or a command. */
  staffId: string | null
  now: Date
}

/** @returns the entries' ids. @throws a unique violation where somebody else enters something at the same time. */
export async function appendUnitChanges(
  trx: Trx,
  deeds: readonly DatedDeed[],
  entering: Entering,
): Promise<string[]> {
  let number = await latestChangeNumber(trx)
  const rows = deeds.map(({ deed: { kind, ...content }, effectiveOn }) => ({
    id: randomUUID(),
    number: ++number,
    kind,
    effective_on: effectiveOn,
    ...entered(entering),
    content: JSON.stringify(content),
    undoes: null,
  }))
  for (let at = 0; at < rows.length; at += MOST_ROWS)
    await trx
      .insertInto('unit_change')
      .values(rows.slice(at, at + MOST_ROWS))
      .execute()
  return rows.map((row) => row.id)
}

/** So many values fit in one statement on either database. */
const MOST_ROWS = 100

export async function appendUndoing(
  trx: Trx,
  { id, effectiveOn }: UnitChange,
  entering: Entering,
): Promise<void> {
  await trx
    .insertInto('unit_change')
    .values({
      id: randomUUID(),
      number: (await latestChangeNumber(trx)) + 1,
      kind: 'undone',
      effective_on: effectiveOn,
      ...entered(entering),
      content: '{}',
      undoes: id,
    })
    .execute()
}

function entered({ staffId, now }: Entering) {
  return { entered_at: now.toISOString(), entered_by: staffId }
}

function parseDeed(kind: string, content: string): UnitDeed {
  const shape = stored[kind as UnitDeed['kind']]
  return { kind, ...shape.parse(JSON.parse(content)) } as UnitDeed
}
