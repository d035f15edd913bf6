import { ALL, type DimensionValue } from '../statistics/dimension.ts'

/** Fields that an indicator counts together. */
export type FieldGroup = readonly string[]

/** The id of a group as a value of the dimension: that of its only field, '' for all fields, else its fields joined. */
export function groupId(group: FieldGroup, fieldIds: readonly string[]): string {
  const members = fieldIds.filter((id) => group.includes(id))
  return members.length === fieldIds.length ? ALL : members.join('+')
}

/**
 * The procedure fields as a tree in which pooled groups are totals of their own: a pooled figure is then hidden where it
 * would give a single field away. A group that overlaps another without lying in it has no place in a tree and is left out.
 */
export function fieldValues(fieldIds: readonly string[], groups: readonly FieldGroup[]): DimensionValue[] {
  const nested: { id: string; members: ReadonlySet<string> }[] = []
  const bySize = groups.map((group) => new Set(fieldIds.filter((id) => group.includes(id))))
  for (const members of bySize.sort((a, b) => b.size - a.size)) {
    const id = groupId([...members], fieldIds)
    const isTotal = members.size > 1 && id !== ALL && nested.every((other) => other.id !== id)
    if (isTotal && nested.every((other) => isNested(members, other.members))) nested.push({ id, members })
  }
  // From large to small, so the last that holds it is the closest.
  const parentOf = (members: ReadonlySet<string>, self: string) =>
    nested.findLast((group) => group.id !== self && isWithin(members, group.members))?.id ?? ALL
  return [
    ...nested.map(({ id, members }) => ({ id, parent: parentOf(members, id), isPooled: true })),
    ...fieldIds.map((id) => ({ id, parent: parentOf(new Set([id]), id) })),
  ]
}

function isNested(smaller: ReadonlySet<string>, larger: ReadonlySet<string>): boolean {
  return isWithin(smaller, larger) || [...smaller].every((id) => !larger.has(id))
}

function isWithin(smaller: ReadonlySet<string>, larger: ReadonlySet<string>): boolean {
  return [...smaller].every((id) => larger.has(id))
}
