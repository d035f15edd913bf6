/** The values of one dimension as a tree: what is counted for a value is counted for all above it too. */
export interface Dimension {
  /** Parents before children; the first is '', everything. */
  ids: readonly string[]
  /** By position; −1 for everything. */
  parents: readonly number[]
  children: readonly (readonly number[])[]
  positions: ReadonlyMap<string, number>
  /** Values that only add others up and are not shown broken down. */
  isPooled: readonly boolean[]
}

/** Everything: the value of a dimension by which a figure is not narrowed. */
export const ALL = ''

export interface DimensionValue {
  id: string
  /** '' for a value that lies directly under everything. */
  parent: string
  isPooled?: boolean
}

/** The tree of the values, siblings in the given order. Throws where a value's parent is missing or below itself. */
export function dimension(values: readonly DimensionValue[]): Dimension {
  const byParent = new Map<string, string[]>()
  for (const { id, parent } of values) {
    const siblings = byParent.get(parent)
    if (siblings) siblings.push(id)
    else byParent.set(parent, [id])
  }
  const ids: string[] = []
  const parents: number[] = []
  const children: number[][] = []
  add(ALL, -1)
  if (ids.length !== values.length + 1) throw new Error('a value of a dimension hangs in the air')
  const pooled = new Set(values.filter((value) => value.isPooled).map(({ id }) => id))
  return {
    ids,
    parents,
    children,
    positions: new Map(ids.map((id, position) => [id, position])),
    isPooled: ids.map((id) => pooled.has(id)),
  }

  function add(id: string, parent: number): void {
    const position = ids.push(id) - 1
    parents.push(parent)
    children.push([])
    if (parent >= 0) children[parent]?.push(position)
    for (const child of byParent.get(id) ?? []) add(child, position)
  }
}
