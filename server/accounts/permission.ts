import type { Role } from '../../db/schema.ts'

/** What a route asks for. */
export type Permission =
  | 'figures.read'
  | 'comments.read'
  | 'touchpoints.read'
  | 'touchpoints.write'
  | 'dossiers.read'
  | 'dossiers.write'
  | 'entries.read'
  | 'entries.write'
  | 'staff.read'
  | 'staff.manage'
  | 'review.settle'
  | 'audit.read'
  | 'settings.read'
  | 'settings.write'
  | 'instruments.read'
  | 'instruments.write'
  | 'instruments.approve'

export const ROLES = [
  'administrator',
  'reform_office',
  'head_of_unit',
  'clerk',
  'auditor',
] as const satisfies readonly Role[]

const READING = ['figures.read', 'comments.read', 'touchpoints.read', 'dossiers.read'] as const
const SETTINGS = ['settings.read', 'settings.write'] as const
const ENTRIES = ['entries.read', 'entries.write'] as const
const INSTRUMENTS = ['instruments.read', 'instruments.write', 'instruments.approve'] as const

/** The one table of who may do what. Where, says the grant: each is on a unit and covers what lies below it. */
const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  administrator: [
    ...READING,
    'touchpoints.write',
    'dossiers.write',
    ...ENTRIES,
    'review.settle',
    'staff.read',
    'staff.manage',
    'audit.read',
    ...SETTINGS,
    ...INSTRUMENTS,
  ],
  reform_office: [
    ...READING,
    'touchpoints.write',
    'dossiers.write',
    ...ENTRIES,
    'review.settle',
    ...SETTINGS,
    ...INSTRUMENTS,
  ],
  head_of_unit: [...READING, 'touchpoints.write', 'dossiers.write'],
  clerk: ['touchpoints.read', 'dossiers.read', 'dossiers.write', ...ENTRIES],
  // Reads everything, and changes nothing.
  auditor: [...READING, 'entries.read', 'staff.read', 'audit.read', 'settings.read', 'instruments.read'],
}

/** What is about the province as a whole: a grant on one of its units does not give it. */
const PROVINCE_WIDE: ReadonlySet<Permission> = new Set([
  // Nobody decides about the rhythm of the own unit's ratings.
  'review.settle',
  'staff.read',
  'staff.manage',
  'audit.read',
  ...SETTINGS,
  ...INSTRUMENTS,
])

export function allows(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].includes(permission)
}

export function isProvinceWide(permission: Permission): boolean {
  return PROVINCE_WIDE.has(permission)
}
