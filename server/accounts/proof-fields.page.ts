import type { formFields, TextField } from '../web/form-field.page.ts'
import type { Translate } from '../web/i18n.ts'

/** With what somebody proves who they are: password and one-time code. */
export interface ProofFields {
  password: TextField
  code: TextField
}

export function proofFields(fields: Pick<ReturnType<typeof formFields>, 'text'>, t: Translate): ProofFields {
  return {
    password: fields.text(
      'password',
      { label: t('accounts:field.password'), required: true, autocomplete: 'current-password' },
      'password',
    ),
    code: fields.text('code', {
      label: t('accounts:field.code'),
      hint: t('accounts:sign_in.code_hint'),
      required: true,
      autocomplete: 'one-time-code',
    }),
  }
}
