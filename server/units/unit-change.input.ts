import { z } from 'zod'
import { searchText } from '../../db/portable.ts'
import { isCivilDate } from '../statistics/civil-date.ts'
import { UNIT_KINDS } from './unit.input.ts'
import type { DatedDeed, SplitPart } from './unit-change.ts'

/** The forms, by the last part of their address. */
export const CHANGE_FORMS = ['create', 'rename', 'move', 'merge', 'split', 'close'] as const
export type ChangeForm = (typeof CHANGE_FORMS)[number]

/** So many lines a form can have; it begins with few, and gets one more whenever it is asked to. */
export const MOST_LINES = 100

/** Every message is the key of the words in `units:error.…`. */
const unit = z.string('unit').min(1, 'unit').max(64, 'unit')
const unitOrNone = z.string('unit').max(64, 'unit').default('')
const name = z
  .string('name')
  .transform((typed) => typed.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
  .pipe(z.string().min(1, 'name').max(200, 'name'))
const share = z
  .literal('')
  .or(z.string('share').regex(/^[1-9]\d?$/, 'share'))
  .default('')

const common = {
  effectiveOn: z.string('date').refine(isCivilDate, 'date'),
  /** The number of the latest change that the preview took account of; absent before there was one. */
  confirmed: z.string().optional(),
}
const lines = <T extends z.ZodType>(prefix: string, line: T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: MOST_LINES }, (_, at) => [`${prefix}${at + 1}`, line]))

export const changeForms = {
  create: z.strictObject(
    { ...common, name, unitKind: z.enum(UNIT_KINDS, 'kind'), parent: unitOrNone },
    'unknown',
  ),
  rename: z.strictObject({ ...common, unit, name }, 'unknown'),
  move: z.strictObject({ ...common, unit, parent: unitOrNone }, 'unknown'),
  merge: z.strictObject({ ...common, unit, ...lines('from', unitOrNone), from1: unit }, 'unknown'),
  split: z.strictObject(
    {
      ...common,
      unit,
      ...lines('part', unitOrNone),
      ...lines('share', share),
      part1: unit,
      part2: unit,
    },
    'unknown',
  ),
  close: z.strictObject({ ...common, unit }, 'unknown'),
} as const

type Entered = { [Form in ChangeForm]: z.infer<(typeof changeForms)[Form]> }

/** What a form says. `isTaken` knows the ids of the units that there are. */
export function enteredDeed<Form extends ChangeForm>(
  form: Form,
  entered: Entered[Form],
  isTaken: (id: string) => boolean,
): DatedDeed {
  return { deed: DEEDS[form](entered, isTaken), effectiveOn: entered.effectiveOn }
}

const DEEDS: {
  [Form in ChangeForm]: (entered: Entered[Form], isTaken: (id: string) => boolean) => DatedDeed['deed']
} = {
  create: ({ name, unitKind, parent }, isTaken) => ({
    kind: 'created',
    unitId: freeId(name, isTaken),
    name,
    unitKind,
    parentId: parent || null,
  }),
  rename: ({ unit, name }) => ({ kind: 'renamed', unitId: unit, name }),
  move: ({ unit, parent }) => ({ kind: 'moved', unitId: unit, parentId: parent || null }),
  merge: ({ unit, ...others }) => ({
    kind: 'merged',
    predecessorIds: chosen(others),
    successorId: unit,
  }),
  split: ({ unit, ...others }) => ({ kind: 'split', unitId: unit, parts: parts(others) }),
  close: ({ unit }) => ({ kind: 'closed', unitId: unit }),
}

type Lines = Readonly<Record<string, string | undefined>>

function chosen(entered: Lines): string[] {
  return Array.from({ length: MOST_LINES }, (_, at) => entered[`from${at + 1}`] ?? '').filter(Boolean)
}

function parts(entered: Lines): SplitPart[] {
  return Array.from({ length: MOST_LINES }, (_, at) => at + 1).flatMap((line) => {
    const [unitId, sharePercent] = [entered[`part${line}`], entered[`share${line}`]]
    return unitId ? [{ unitId, sharePercent: sharePercent ? Number(sharePercent) : null }] : []
  })
}

/** «Xã Đắk Wil» → xa-dak-wil, and where there is one already, xa-dak-wil-2. */
function freeId(name: string, isTaken: (id: string) => boolean): string {
  const start =
    searchText(name)
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 56) || 'unit'
  for (let number = 1; ; number++) {
    const id = number === 1 ? start : `${start}-${number}`
    if (!isTaken(id)) return id
  }
}
