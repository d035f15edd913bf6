import { z } from 'zod'
import type { UnitKind } from '../../db/schema.ts'

export const civilDate = z.iso.date('must be a date like 2025-07-01')

export const UNIT_KINDS = [
  'province',
  'city',
  'district',
  'department',
  'commune',
  'ward',
  'township',
  'service_centre',
] as const satisfies readonly UnitKind[]

/** One unit as it comes from a catalogue file or an import. */
export const unitInput = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'must be lower-case letters, digits and hyphens'),
  kind: z.enum(UNIT_KINDS),
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .transform((name) => name.normalize('NFC')),
  parent_id: z.string().nullable(),
  valid_from: civilDate,
  valid_until: civilDate.nullable(),
})

export type UnitInput = z.infer<typeof unitInput>
