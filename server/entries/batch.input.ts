import { z } from 'zod'
import { addDays, type CivilDate, isCivilDate } from '../statistics/civil-date.ts'

/** How far back the date of slips may lie: see docs/decisions/0013. */
const MOST_DAYS_BACK = 60
/** One sitting; more are several batches. */
export const MOST_SLIPS = 500

const total = z
  .string('total')
  .regex(/^[1-9]\d{0,2}$/, 'total')
  .transform(Number)
  .refine((number) => number <= MOST_SLIPS, 'total')

/** Every message is the key of the words in `entries:error.…`. */
export function newBatch(today: CivilDate) {
  return z.strictObject({
    unit: z.string('unit').min(1, 'unit'),
    procedureField: z.string('field').min(1, 'field'),
    slipsOn: z
      .string('date')
      .refine(isCivilDate, 'date')
      .refine((date) => date <= today, 'future')
      .refine((date) => date >= addDays(today, -MOST_DAYS_BACK), 'long_ago'),
    controlTotal: total,
  })
}
export type NewBatch = z.infer<ReturnType<typeof newBatch>>

export const recount = z.strictObject({ controlTotal: total })

/** A slip as it is keyed. */
export const enteredSlip = z.strictObject({
  submissionKey: z.uuidv4('slip').toLowerCase(),
  keys: z.string('slip').max(100, 'slip'),
  comment: z.string('slip').default(''),
})
export type EnteredSlip = z.infer<typeof enteredSlip>

export const undoneSlip = z.strictObject({ number: z.coerce.number('slip').int('slip').min(1, 'slip') })
