import { civilDate } from '../statistics/civil-date.ts'
import type { Unit } from '../units/unit.queries.ts'
import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { Format } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import type { ListedApiKey } from './api-key.queries.ts'

/** The keys of programs that report dossiers. */
export interface ApiKeysPage {
  title: string
  /** The key that was made just now: this once. */
  made: string | null
  errors: FormErrors
  keys: ApiKeyRow[]
  /** Null for who may only look. */
  form: { name: TextField; unit: SelectField; days: TextField } | null
}

export interface ApiKeyRow {
  name: string
  unitName: string
  created: string
  expires: string
  state: string
  /** Null where there is nothing to revoke, and for who may only look. */
  revoke: { action: string; label: string } | null
}

export interface ApiKeysInput {
  keys: readonly ListedApiKey[]
  units: readonly Unit[]
  made: string | null
  posted: { values: Readonly<Record<string, string>>; errors: readonly FieldError[] }
  mayChange: boolean
  now: Date
  t: Translate
  format: Format
}

export function apiKeysPage({
  keys,
  units,
  made,
  posted,
  mayChange,
  now,
  t,
  format,
}: ApiKeysInput): ApiKeysPage {
  const fields = formFields(posted.values, posted.errors)
  const day = (instant: string) => format.date(civilDate(new Date(instant)))
  return {
    title: t('invitations:keys.title'),
    made,
    errors: fields.errors,
    form: mayChange
      ? {
          name: fields.text('name', { label: t('invitations:keys.name'), required: true }),
          unit: fields.select('unit', { label: t('invitations:keys.unit'), required: true }, [
            { value: '', label: t('invitations:keys.chooseUnit') },
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]),
          days: fields.text(
            'days',
            { label: t('invitations:keys.days'), hint: t('invitations:keys.daysHint'), required: true },
            'number',
          ),
        }
      : null,
    keys: keys.map((key) => {
      const state =
        key.revokedAt !== null ? 'revoked' : key.expiresAt <= now.toISOString() ? 'expired' : 'valid'
      return {
        name: key.name,
        unitName: key.unitName,
        created: day(key.createdAt),
        expires: day(key.expiresAt),
        state: t(`invitations:keys.state.${state}`),
        revoke:
          mayChange && state === 'valid'
            ? {
                action: `/api-keys/${key.id}/revoke`,
                label: t('invitations:keys.revokeNamed', { name: key.name }),
              }
            : null,
      }
    }),
  }
}
