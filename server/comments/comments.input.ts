import { z } from 'zod'
import { isInRange } from '../statistics/reporting-period.ts'
import { RATING_BANDS } from './rating-band.ts'

const day = z.union([z.literal(''), z.iso.date().refine(isInRange)]).default('')

/** What is looked for among comments. A value that cannot be is as if it were not there: a search finds, it does not refuse. */
export const commentFilter = z.object({
  unit: z.string().max(64).catch(''),
  field: z.string().max(64).catch(''),
  rating: z.enum(['', ...RATING_BANDS]).catch(''),
  from: day.catch(''),
  /** The last day. */
  to: day.catch(''),
  /** Where to go on: see comment-place.ts. */
  after: z.string().max(200).catch(''),
})

export type CommentFilter = z.infer<typeof commentFilter>
