import { z } from 'zod'

/** A batch may be larger than anything else that is posted. */
export const MOST_BATCH_BYTES = 512 * 1024
const MOST_ITEMS = 100
/** As much as `POST /responses` takes. */
const MOST_BODY = 16 * 1024

export const instant = z.iso.datetime({ precision: 3 })
/** Numbers of responses fit an integer column of PostgreSQL. */
export const count = z.int().min(0).max(2_147_483_647)

const item = z.strictObject({
  sequence: count.min(1),
  previousHash: z.string().regex(/^[0-9a-f]{64}$/),
  body: z.string().max(MOST_BODY),
  at: instant,
  flag: z.enum(['cool_down']).nullable(),
  signature: z.string().max(100),
})

/** What `POST /kiosk/responses` takes. */
export const responseBatchInput = z.strictObject({
  deviceId: z.uuid(),
  sentAt: instant,
  items: z
    .array(item)
    .min(1)
    .max(MOST_ITEMS)
    .refine((items) => items.every(({ sequence }, i) => i === 0 || sequence > (items[i - 1]?.sequence ?? 0))),
})

export type ResponseBatch = z.infer<typeof responseBatchInput>
export type BatchItem = z.infer<typeof item>
