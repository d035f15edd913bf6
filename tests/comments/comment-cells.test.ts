import { describe, expect, it } from 'vitest'
import { type CommentCell, commentCells } from '../../server/comments/comment-cells.ts'

const MINIMUM = 10

/** One cell for each field and kind: `{ land: [citizens, businesses] }`. */
function cellsOf(unitId: string, fields: Record<string, [number, number]>): CommentCell[] {
  return Object.entries(fields).flatMap(([fieldId, [citizens, businesses]]) => [
    { unitId, fieldId, respondentKind: 'citizen' as const, respondents: citizens },
    { unitId, fieldId, respondentKind: 'business' as const, respondents: businesses },
  ])
}

describe('A comment of one month', () => {
  it.each([
    [0, false],
    [1, false],
    [9, false],
    [10, true],
  ])('of a unit with %i respondents is shown: %s', (respondents, isShown) => {
    const cells = commentCells(cellsOf('a', { land: [respondents, 0] }), MINIMUM)
    expect(cells.isShown('a')).toBe(isShown)
    expect(cells.isShown('b')).toBe(false)
  })

  it('is not shown below the larger number that a province has chosen', () => {
    expect(commentCells(cellsOf('a', { land: [15, 0] }), 20).isShown('a')).toBe(false)
  })

  it('has no field where that field had few respondents', () => {
    const cells = commentCells(cellsOf('a', { land: [30, 0], health: [6, 0], education: [5, 0] }), MINIMUM)
    expect(['land', 'health', 'education'].map((field) => cells.showsField('a', field))).toEqual([
      true,
      false,
      false,
    ])
  })

  it('has no field either where the only field without a name would be a small one', () => {
    const cells = commentCells(cellsOf('a', { land: [30, 0], health: [12, 0], education: [3, 0] }), MINIMUM)
    expect(['land', 'health', 'education'].map((field) => cells.showsField('a', field))).toEqual([
      true,
      false,
      false,
    ])
  })

  it('has the kind of respondent only where both kinds of its field are many', () => {
    const cells = commentCells(cellsOf('a', { land: [30, 2], construction: [15, 12] }), MINIMUM)
    expect(cells.showsKind('a', 'land', 'citizen')).toBe(false)
    expect(cells.showsKind('a', 'land', 'business')).toBe(false)
    expect(cells.showsKind('a', 'construction', 'business')).toBe(true)
  })
})
