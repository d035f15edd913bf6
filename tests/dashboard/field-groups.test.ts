import { describe, expect, it } from 'vitest'
import { fieldValues, groupId } from '../../server/dashboard/field-groups.ts'
import { dimension } from '../../server/statistics/dimension.ts'

const FIELDS = ['land', 'construction', 'investment', 'health', 'education', 'other']
const S1 = FIELDS
const S2 = ['land', 'construction', 'investment']
const S3 = [...S2, 'other']
const S4 = ['health', 'education']

const parentsOf = (groups: readonly (readonly string[])[]) =>
  new Map(fieldValues(FIELDS, groups).map(({ id, parent }) => [id, parent]))

describe('The fields that an indicator pools', () => {
  it('lie one in the other, as the indicators of the resolution do', () => {
    const parents = parentsOf([S1, S2, S3, S4])
    expect(parents.get('land')).toBe('land+construction+investment')
    expect(parents.get('land+construction+investment')).toBe('land+construction+investment+other')
    expect(parents.get('land+construction+investment+other')).toBe('')
    expect(parents.get('health')).toBe('health+education')
    expect(parents.size).toBe(FIELDS.length + 3)
  })

  it('are everything where they are all fields, and the field itself where it is one', () => {
    expect(groupId(S1, FIELDS)).toBe('')
    expect(groupId(['land'], FIELDS)).toBe('land')
  })

  it('are told once when two indicators pool the same fields, in whatever order', () => {
    expect(parentsOf([S2, S2.toReversed()]).size).toBe(FIELDS.length + 1)
  })

  it('have no place when they overlap others, and then are never shown', () => {
    const parents = parentsOf([S2, ['investment', 'health']])
    expect(parents.has('investment+health')).toBe(false)
    expect(() => dimension(fieldValues(FIELDS, [S2, ['investment', 'health'], S4]))).not.toThrow()
  })
})
