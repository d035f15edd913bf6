import { suppressCube } from '../statistics/cube-suppression.ts'
import { ALL, type Dimension, dimension } from '../statistics/dimension.ts'
import { type Figure, figureOf } from '../statistics/figure.ts'
import type { TallyRow } from '../statistics/tally.queries.ts'
import { answered, emptyTally, type Tally } from '../statistics/tally.ts'
import { cellOf, tallyAt, tallyCubeOf } from '../statistics/tally-cube.ts'
import { pathUp, type UnitTree } from '../units/unit-tree.ts'
import { type FieldGroup, fieldValues, groupId } from './field-groups.ts'

/** Whose answers a figure is about; null where it is not narrowed. */
export interface Selection {
  unitId: string | null
  /** Several fields are pooled. */
  fieldIds: readonly string[] | null
  mode: string | null
  respondentKind: string | null
  dossierLink: string | null
  /** Of all versions together where it is absent. */
  versionId?: string
}

export interface CubeScope {
  /** Ids in the order in which they are listed. */
  unitIds: readonly string[]
  tree: UnitTree
  /** The latest change that the tree knows of. */
  unitChange: number
  fieldIds: readonly string[]
  groups: readonly FieldGroup[]
  /** Fewer respondents than this are hidden. */
  minimumCell: number
}

/** A unit and a field that answers came from. */
export type AnsweringPlace = Pick<TallyRow, 'unitId' | 'procedureFieldId'>

/** Every figure of one period, with what must be hidden already decided. */
export interface SatisfactionCube {
  /** Suppressed, too, where it would give a smaller figure away. */
  figure(selection: Selection): Figure
  /** Null where the figure is hidden. */
  tally(selection: Selection): Tally | null
  /** Units directly below a unit (at the top for null) whose answers are counted in it, its own among them as `ownId`. */
  unitsBelow(unitId: string | null): string[]
  /** Each once; how many answers came from one is not told. */
  answering: readonly AnsweringPlace[]
}

/** What was answered at a unit itself, beside what was answered at units below it. */
export function ownId(unitId: string): string {
  return `own:${unitId}`
}

export function satisfactionCube(rows: readonly TallyRow[], scope: CubeScope): SatisfactionCube {
  const units = unitDimension(rows, scope)
  const place = ({ unitId, procedureFieldId, mode, respondentKind, dossierLink, versionId }: TallyRow) => [
    units.positions.has(ownId(unitId)) ? ownId(unitId) : unitId,
    procedureFieldId,
    mode,
    respondentKind,
    dossierLink,
    versionId ?? ALL,
  ]
  const fields = [...new Set([...scope.fieldIds, ...rows.map((row) => row.procedureFieldId)])]
  const fieldTree = dimension(fieldValues(fields, scope.groups))
  const cube = tallyCubeOf(
    [
      units,
      fieldTree,
      flat(rows.map((row) => row.mode)),
      flat(rows.map((row) => row.respondentKind)),
      flat(rows.map((row) => row.dossierLink)),
      flat(rows.map((row) => row.versionId ?? ALL)),
    ],
    rows,
    place,
  )
  const hidden = suppressCube(cube, scope.minimumCell)

  function tally(selection: Selection): Tally | null {
    const { unitId, fieldIds, mode, respondentKind, dossierLink, versionId } = selection
    const field = fieldIds === null ? ALL : groupId(fieldIds, fields)
    // A group of fields that has no place in the cube has not been checked for what it gives away.
    if (!fieldTree.positions.has(field)) return null
    const cell = cellOf(cube, [
      unitId ?? ALL,
      field,
      mode ?? ALL,
      respondentKind ?? ALL,
      dossierLink ?? ALL,
      versionId ?? ALL,
    ])
    if (cell === undefined) return emptyTally()
    return hidden[cell] === 1 ? null : tallyAt(cube, cell)
  }

  return {
    tally,
    figure: (selection) => {
      const counts = tally(selection)
      return counts === null ? { state: 'suppressed' } : figureOf(counts, scope.minimumCell)
    },
    unitsBelow: (unitId) => {
      const position = units.positions.get(unitId ?? ALL)
      const children = position === undefined ? [] : (units.children[position] ?? [])
      return children.map((child) => units.ids[child] ?? '')
    },
    answering: answeringPlaces(rows),
  }
}

function answeringPlaces(rows: readonly TallyRow[]): AnsweringPlace[] {
  const places = rows
    .filter((row) => answered(row) > 0)
    .map(({ unitId, procedureFieldId }): [string, AnsweringPlace] => [
      `${unitId}\t${procedureFieldId}`,
      { unitId, procedureFieldId },
    ])
  return [...new Map(places).values()]
}

function unitDimension(rows: readonly TallyRow[], { unitIds, tree }: CubeScope): Dimension {
  const answering = new Set(rows.map((row) => row.unitId))
  const counted = new Set([...answering].flatMap((id) => pathUp(tree, id)))
  const parentOf = (id: string) => tree.get(id) ?? ALL
  const parents = new Set([...counted].map(parentOf))
  const unlisted = [...counted].filter((id) => !tree.has(id))
  return dimension([
    ...[...unitIds.filter((id) => counted.has(id)), ...unlisted].map((id) => ({ id, parent: parentOf(id) })),
    ...[...answering].filter((id) => parents.has(id)).map((id) => ({ id: ownId(id), parent: id })),
  ])
}

/** A value that all answers have is everything: to count it apart would double the cube. */
function flat(ids: readonly string[]): Dimension {
  const [first, ...others] = new Set(ids)
  if (first === undefined || others.length > 0)
    return dimension([...new Set(ids)].map((id) => ({ id, parent: ALL })))
  const everything = dimension([])
  return { ...everything, positions: new Map([...everything.positions, [first, 0]]) }
}
