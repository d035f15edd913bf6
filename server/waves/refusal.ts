import { z } from 'zod'

/** Why a row is not taken: the key of the words in `waves:problem.…`. */
export const ROW_PROBLEMS = [
  'missing',
  'unknown',
  'ambiguous',
  'number',
  'box',
  'date',
  'future',
  'outside_wave',
  'too_long',
  'repeated',
] as const

const refusal = z.strictObject({
  /** As spreadsheets count: the header is row 1. */
  row: z.int(),
  /** The column's id. */
  column: z.string(),
  problem: z.enum(ROW_PROBLEMS),
})
/** Never the value: it may be what somebody answered. */
export type Refusal = z.infer<typeof refusal>

/** What `interview_import.refusals` holds. */
export function storedRefusals(json: string): Refusal[] {
  return z.array(refusal).parse(JSON.parse(json))
}
