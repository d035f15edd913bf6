import type { formFields, SelectField } from '../web/form-field.page.ts'
import type { Translate } from '../web/i18n.ts'
import { ROLES } from './permission.ts'

export interface GrantFields {
  role: SelectField
  unit: SelectField
}

export interface ChoosableUnit {
  id: string
  name: string
}

/** The choice of a role and of the unit it is held at. */
export function grantFields(
  { select }: ReturnType<typeof formFields>,
  units: readonly ChoosableUnit[],
  t: Translate,
): GrantFields {
  const roles = ROLES.map((role) => ({ value: role, label: t(`accounts:role.${role}`) }))
  const places = units.map(({ id, name }) => ({ value: id, label: name }))
  return {
    role: select('role', { label: t('accounts:field.role'), required: true }, [
      { value: '', label: t('accounts:staff.choose_role') },
      ...roles,
    ]),
    unit: select('unit', { label: t('accounts:field.unit'), hint: t('accounts:staff.unit_hint') }, [
      { value: '', label: t('accounts:province') },
      ...places,
    ]),
  }
}
