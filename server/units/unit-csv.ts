import type { CsvValue } from '../web/csv.ts'
import { existsOn, type UnitLives, valueOn } from './unit-life.ts'

const COLUMNS = ['id', 'kind', 'name', 'parent_id', 'valid_from', 'valid_until'] as const

/** The units that there are on a day, in the columns that `import-units` reads. */
export function unitRecords(
  lives: UnitLives,
  { order, scope, on }: { order: readonly string[]; scope: ReadonlySet<string> | null; on: string },
): CsvValue[][] {
  return [
    [...COLUMNS],
    ...order
      .flatMap((id) => lives.get(id) ?? [])
      .filter((life) => existsOn(life, on) && (scope === null || scope.has(life.id)))
      .map(({ id, kind, names, parents, createdOn, endedOn }) => [
        id,
        kind,
        valueOn(names, on),
        valueOn(parents, on),
        createdOn,
        endedOn,
      ]),
  ]
}
