import { z } from 'zod'
import { isDeviceKey } from './device-key.ts'

const MOST_CODE = 40
const MOST_KEY = 500
const MOST_NAME = 60

/** What `POST /kiosk/enrolment` takes. */
export const enrolmentInput = z.strictObject({
  code: z.string().max(MOST_CODE),
  publicKey: z.string().max(MOST_KEY).refine(isDeviceKey),
  name: z
    .string()
    .max(MOST_NAME)
    .regex(/^\P{C}*$/u)
    .transform((name) => name.normalize('NFC').trim() || null)
    .nullable()
    .default(null),
})

export type EnrolmentInput = z.infer<typeof enrolmentInput>
