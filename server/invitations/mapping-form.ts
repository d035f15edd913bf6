import { z } from 'zod'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { CHANNELS, DOSSIER_FIELDS, type DossierField, OUTCOMES, REQUIRED_FIELDS } from './dossier-field.ts'

/** What a field may be taken from: `column:3` or `always:land`; '' for nowhere. */
export interface Choice {
  value: string
  label: string
}

export interface Offered {
  header: readonly string[]
  units: readonly { id: string; name: string }[]
  procedureFields: readonly { id: string; name: string }[]
  t: Translate
}

/** What the form offers for each field: every column, and one value for all rows where a file may not name it. */
export function choicesFor(field: DossierField, { header, units, procedureFields, t }: Offered): Choice[] {
  const fixed: Partial<Record<DossierField, readonly { id: string; name: string }[]>> = {
    unit: units,
    procedureField: procedureFields,
    outcome: OUTCOMES.map((id) => ({ id, name: t(`invitations:outcome.${id}`) })),
    channel: CHANNELS.map((id) => ({ id, name: t(`invitations:channel.${id}`) })),
  }
  return [
    { value: '', label: t('invitations:import.mapping.none') },
    ...header.map((name, index) => ({
      value: `column:${index}`,
      label:
        name === ''
          ? t('invitations:import.mapping.unnamed', { number: index + 1 })
          : t('invitations:import.mapping.column', { name }),
    })),
    ...(fixed[field] ?? []).map(({ id, name }) => ({
      value: `always:${id}`,
      label: t('invitations:import.mapping.always', { value: name }),
    })),
  ]
}

/** A mapping as the form posts it. */
export function mappingValues(mapping: ColumnMapping): Record<DossierField, string> {
  const values = {} as Record<DossierField, string>
  for (const field of DOSSIER_FIELDS) {
    const from = mapping[field]
    values[field] =
      from === undefined ? '' : 'column' in from ? `column:${from.column}` : `always:${from.always}`
  }
  return values
}

const posted = z.strictObject(
  Object.fromEntries(DOSSIER_FIELDS.map((field) => [field, z.string()])) as Record<DossierField, z.ZodString>,
)

/** Only what was offered is taken. */
export function parseMappingForm(
  form: unknown,
  offered: Offered,
): { mapping: ColumnMapping; errors?: never } | { mapping?: never; errors: FieldError[] } {
  const parsed = posted.safeParse(form)
  const mapping: ColumnMapping = {}
  const errors: FieldError[] = []
  for (const field of DOSSIER_FIELDS) {
    const value = parsed.data?.[field] ?? ''
    const isOffered = choicesFor(field, offered).some((choice) => choice.value === value)
    if (!parsed.success || !isOffered) {
      errors.push({ field, message: offered.t('invitations:mistake.choice') })
    } else if (value === '') {
      if (REQUIRED_FIELDS.has(field)) errors.push({ field, message: offered.t('invitations:mistake.field') })
    } else mapping[field] = sourceOf(value)
  }
  return errors.length > 0 ? { errors } : { mapping }
}

function sourceOf(value: string): NonNullable<ColumnMapping[DossierField]> {
  const rest = value.slice(value.indexOf(':') + 1)
  return value.startsWith('column:') ? { column: Number(rest) } : { always: rest }
}
