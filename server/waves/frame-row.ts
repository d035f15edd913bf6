import { folded } from '../invitations/recognised-words.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import { type Column, cellsOf, type FoundColumns } from './columns.ts'
import type { Table } from './read-table.ts'
import type { Refusal } from './refusal.ts'

const MOST_NAME_LENGTH = 200
const MOST_POPULATION = 100_000_000

export interface NewStratum {
  name: string
  unitId: string
  population: number
}

export function frameColumns(translations: Readonly<Record<Locale, Translate>>): Column[] {
  return (['stratum', 'unit', 'population'] as const).map((id) => ({
    id,
    names: Object.values(translations).map((t) => t(`waves:column.${id}`)),
    isRequired: true,
  }))
}

/** The strata of a frame file: all of them, or everything that is wrong with it. */
export function readFrame(
  table: Table,
  columns: FoundColumns,
  { units, known }: { units: readonly { id: string; name: string }[]; known: readonly { name: string }[] },
): { strata: NewStratum[]; refusals: Refusal[] } {
  const strata: NewStratum[] = []
  const refusals: Refusal[] = []
  const names = new Set(known.map(({ name }) => folded(name)))
  for (const { number: row, cells } of table.rows) {
    const cell = cellsOf(cells, columns)
    const name = cell('stratum').slice(0, MOST_NAME_LENGTH)
    const population = Number(cell('population').replace(/(?<=\d)[.\s](?=\d{3}(\D|$))/g, ''))
    const unit = unitNamed(cell('unit'), units)
    if (name === '') refusals.push({ row, column: 'stratum', problem: 'missing' })
    else if (names.has(folded(name))) refusals.push({ row, column: 'stratum', problem: 'repeated' })
    if (!(Number.isInteger(population) && population > 0 && population <= MOST_POPULATION))
      refusals.push({ row, column: 'population', problem: 'number' })
    if (typeof unit === 'string') refusals.push({ row, column: 'unit', problem: unit })
    else strata.push({ name, unitId: unit.id, population })
    names.add(folded(name))
  }
  return { strata, refusals }
}

/** By its id, or by a name that only one of them has. */
function unitNamed(
  text: string,
  units: readonly { id: string; name: string }[],
): { id: string } | 'missing' | 'unknown' | 'ambiguous' {
  if (text === '') return 'missing'
  const found = units.filter(({ id, name }) => id === text || folded(name) === folded(text))
  if (found.length > 1) return 'ambiguous'
  return found[0] ?? 'unknown'
}
