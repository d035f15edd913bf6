import { z } from 'zod'
import { unitInput } from './unit.input.ts'
import type { DatedDeed, UnitDeed } from './unit-change.ts'

/** Every message is the key of the words in `units:error.…`. */
const id = z.string().regex(/^[a-z0-9-]{1,64}$/, 'id')
const ids = z
  .string()
  .transform((cell) => cell.split(/\s+/).filter(Boolean))
  .pipe(z.array(id))
const parts = z
  .string()
  .transform((cell) => cell.split(/\s+/).filter(Boolean))
  .pipe(z.array(z.string().regex(/^[a-z0-9-]{1,64}(=[1-9]\d?)?$/, 'parts')))
  .transform((cells) =>
    cells.map((cell) => {
      const [unitId = '', share] = cell.split('=')
      return { unitId, sharePercent: share === undefined ? null : Number(share) }
    }),
  )
const name = z
  .string()
  .transform((cell) => cell.normalize('NFC'))
  .pipe(z.string().min(1, 'name').max(200, 'name'))
const parent = z
  .literal('')
  .or(id)
  .transform((cell) => cell || null)
const common = { effective_on: z.iso.date('date'), unit: id }

const row = z.discriminatedUnion(
  'kind',
  [
    z.object({
      ...common,
      kind: z.literal('created'),
      name,
      unit_kind: z.enum(unitInput.shape.kind.options, 'kind'),
      parent,
    }),
    z.object({ ...common, kind: z.literal('renamed'), name }),
    z.object({ ...common, kind: z.literal('moved'), parent }),
    z.object({ ...common, kind: z.literal('merged'), others: ids }),
    z.object({ ...common, kind: z.literal('split'), others: parts }),
    z.object({ ...common, kind: z.literal('closed') }),
  ],
  'change_kind',
)

type Row = z.infer<typeof row>

/** One line of a file, or the keys of what is wrong with it. */
export function changeOfRow(cells: Readonly<Record<string, string>>): DatedDeed | { mistakes: string[] } {
  const parsed = row.safeParse(cells)
  if (!parsed.success) return { mistakes: [...new Set(parsed.error.issues.map(({ message }) => message))] }
  return { deed: deedOf(parsed.data), effectiveOn: parsed.data.effective_on }
}

function deedOf(line: Row): UnitDeed {
  const { unit: unitId } = line
  switch (line.kind) {
    case 'created':
      return { kind: line.kind, unitId, name: line.name, unitKind: line.unit_kind, parentId: line.parent }
    case 'renamed':
      return { kind: line.kind, unitId, name: line.name }
    case 'moved':
      return { kind: line.kind, unitId, parentId: line.parent }
    case 'merged':
      return { kind: line.kind, predecessorIds: line.others, successorId: unitId }
    case 'split':
      return { kind: line.kind, unitId, parts: line.others }
    case 'closed':
      return { kind: line.kind, unitId }
  }
}
