import { z } from 'zod'
import type { Role } from '../../db/schema.ts'
import { ROLES } from './permission.ts'
import { login } from './sign-in.input.ts'

/** Every message is the key of the words in `accounts:error.…`. */
export const nameAs = (mistake: string) =>
  z
    .string(mistake)
    .transform((typed) => typed.normalize('NFC').trim().replaceAll(/\s+/g, ' '))
    .pipe(
      z
        .string()
        .min(1, mistake)
        .max(100, mistake)
        // A name stands in lists and in the audit: nothing invisible, nothing that turns the writing direction.
        .regex(/^[^\p{Cc}\p{Cf}]*$/u, mistake),
    )

const name = nameAs('name')

const grant = {
  role: z.enum(ROLES, 'role'),
  /** '' for the whole province. */
  unit: z
    .string('unit')
    .max(64, 'unit')
    .transform((id) => id || null),
}

/** Who works at a unit has the role there; who works for the province has it everywhere. An auditor may be either. */
const PLACE: Readonly<Record<Role, 'unit' | 'province' | 'either'>> = {
  administrator: 'province',
  reform_office: 'province',
  head_of_unit: 'unit',
  clerk: 'unit',
  auditor: 'either',
}

const needsUnit = ({ role, unit }: Granted) => PLACE[role] !== 'unit' || unit !== null
const takesUnit = ({ role, unit }: Granted) => PLACE[role] !== 'province' || unit === null

interface Granted {
  role: Role
  unit: string | null
}

export const grantInput = z
  .strictObject(grant, 'unknown')
  .refine(needsUnit, { error: 'unit_needed', path: ['unit'] })
  .refine(takesUnit, { error: 'unit_unfit', path: ['unit'] })

export const newStaffInput = z
  .strictObject({ login, name, ...grant }, 'unknown')
  .refine(needsUnit, { error: 'unit_needed', path: ['unit'] })
  .refine(takesUnit, { error: 'unit_unfit', path: ['unit'] })

export type GrantInput = z.infer<typeof grantInput>
export type NewStaffInput = z.infer<typeof newStaffInput>
