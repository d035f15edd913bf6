import { z } from 'zod'
import { count, instant } from './response-batch.input.ts'

const MOST_EVENTS = 50
const MOST_PAYLOAD = 15_000
const MOST_VERSION = 40

const version = z.string().max(MOST_VERSION)

const told = { id: z.uuidv4().toLowerCase(), at: instant }

/** What a device tells of itself; the shape of `detail` is the kind's. */
const event = z.discriminatedUnion('kind', [
  z.strictObject({
    ...told,
    kind: z.literal('self_test'),
    detail: z.strictObject({
      ratings: z.array(z.int().min(1).max(5)).max(5),
      levels: z.int().min(0).max(5).default(5),
    }),
  }),
  z.strictObject({
    ...told,
    kind: z.literal('technician'),
    detail: z.strictObject({
      action: z.enum(['opened', 'wrong_pin', 'sent_now', 'retried', 'pin_changed']),
    }),
  }),
  z.strictObject({ ...told, kind: z.literal('storage_full'), detail: z.strictObject({}) }),
  z.strictObject({
    ...told,
    kind: z.literal('dead_letter'),
    detail: z.strictObject({ sequence: count.min(1), problem: z.string().regex(/^[a-z_]{1,40}$/) }),
  }),
  z.strictObject({ ...told, kind: z.literal('updated'), detail: z.strictObject({ version }) }),
])

/** What `POST /kiosk/heartbeat` takes; what the device says is in the signed text. */
export const heartbeatInput = z.strictObject({
  deviceId: z.uuid(),
  payload: z.string().max(MOST_PAYLOAD),
  signature: z.string().max(100),
})

export const heartbeatPayload = z.strictObject({
  number: count.min(1),
  sentAt: instant,
  version,
  queueLength: count,
  deadLetters: count,
  batteryPercent: z.int().min(0).max(100).nullable(),
  lastSequence: count,
  events: z.array(event).max(MOST_EVENTS),
})

export type Heartbeat = z.infer<typeof heartbeatPayload>
export type DeviceReport = z.infer<typeof event>
