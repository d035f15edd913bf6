import type { Role } from '../../db/schema.ts'
import type { Translate } from '../web/i18n.ts'

export interface NamedGrant {
  role: Role
  /** Null for the whole province. */
  unitName: string | null
}

/** «Người đứng đầu đơn vị · UBND xã Đắk Wil» */
export function roleWords({ role, unitName }: NamedGrant, t: Translate): string {
  return `${t(`accounts:role.${role}`)} · ${unitName ?? t('accounts:province')}`
}
