import { z } from 'zod'
import { type CodedItem, highestCode, type InstrumentContent, isCoded } from '../instruments/instrument.ts'
import type { CodedAnswer } from '../responses/submission.ts'

/** What a slip says, as it waits in its batch. */
const slip = z.strictObject({
  respondentKind: z.enum(['citizen', 'business']),
  answers: z.record(z.string(), z.int().nullable()),
  comment: z.string().optional(),
})
export type Slip = z.infer<typeof slip>

/** What `entry_slip.content` holds. */
export function storedSlip(content: string): Slip {
  return slip.parse(JSON.parse(content))
}

/** One key of a slip: who answered, then the items in their order. Its number is that of the box that is ticked. */
export interface KeyPosition {
  /** `respondentKind` or the item's id. */
  id: string
  item: CodedItem | null
  /** How many boxes are on the slip; the last one is «no opinion» where the item has that. */
  boxes: number
  /** Whether no box may be ticked. */
  isOptional: boolean
}

/** A slip is keyed by its boxes; what is written in other places of it belongs into the comment. */
export function keyPositions({ items }: InstrumentContent): KeyPosition[] {
  return [
    { id: 'respondentKind', item: null, boxes: 2, isOptional: false },
    ...items.filter(isCoded).map((item) => ({
      id: item.id,
      item,
      boxes: highestCode(item) + (item.noOpinion ? 1 : 0),
      isOptional: !item.required,
    })),
  ]
}

/** Which key is wrong, from 1. missing: a box must be ticked there. box: there is no such box. end: there are too many keys. */
export interface KeyProblem {
  at: number
  problem: 'missing' | 'box' | 'end'
}

/**
 * The slip that a row of keys means: one key for each position, the number of the box that is ticked, `0` or a blank for
 * none. Positions at the end that are not typed are not answered.
 */
export function readKeys(keys: string, positions: readonly KeyPosition[]): Slip | KeyProblem {
  if (keys.trimEnd().length > positions.length) return { at: positions.length + 1, problem: 'end' }
  const answers: Record<string, CodedAnswer> = {}
  for (const [index, { id, item, boxes, isOptional }] of positions.entries()) {
    const box = Number((keys[index] ?? ' ').replace(' ', '0'))
    if (!(box >= 0 && box <= boxes)) return { at: index + 1, problem: 'box' }
    if (box === 0 && !isOptional) return { at: index + 1, problem: 'missing' }
    if (item && box > 0) answers[id] = box > highestCode(item) ? null : box
  }
  return { respondentKind: keys[0] === '2' ? 'business' : 'citizen', answers }
}

/** The keys that mean a slip, to be put back where they were typed. */
export function keysOf({ respondentKind, answers }: Slip, positions: readonly KeyPosition[]): string {
  return positions
    .map(({ id, item, boxes }) => {
      if (!item) return respondentKind === 'business' ? '2' : '1'
      const answer = answers[id]
      return answer === undefined ? '0' : String(answer ?? boxes)
    })
    .join('')
    .replace(/0+$/, '')
}
