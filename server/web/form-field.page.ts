import type { FieldError } from './http-error.ts'

interface Field {
  /** The name that is posted, and the id of the input. */
  name: string
  label: string
  hint: string | null
  error: string | null
  required: boolean
}

/** What views/partials/text-field.ejs prints. */
export interface TextField extends Field {
  type: 'text' | 'date' | 'number' | 'password'
  value: string
  /** What a browser may fill in (HTML's autofill names); 'off' for nothing. */
  autocomplete: string
}

/** What views/partials/select-field.ejs prints. */
export interface SelectField extends Field {
  options: readonly { value: string; label: string; selected: boolean }[]
}

/** What stands above a form that was not taken: each mistake, with a link to its field. Empty for none. */
export type FormErrors = readonly { href: string; message: string }[]

export interface FieldWords {
  label: string
  hint?: string
  required?: boolean
  autocomplete?: string
}

/** Builds the fields of a form from what was entered and what is wrong with it. */
export function formFields(values: Readonly<Record<string, string>>, errors: readonly FieldError[]) {
  const common = (name: string, { label, hint, required = false }: FieldWords): Field => ({
    name,
    label,
    hint: hint ?? null,
    error: errors.find(({ field }) => field === name)?.message ?? null,
    required,
  })
  return {
    text: (name: string, words: FieldWords, type: TextField['type'] = 'text'): TextField => ({
      ...common(name, words),
      type,
      value: values[name] ?? '',
      autocomplete: words.autocomplete ?? 'off',
    }),
    select: (
      name: string,
      words: FieldWords,
      options: readonly { value: string; label: string }[],
    ): SelectField => ({
      ...common(name, words),
      options: options.map((option) => ({ ...option, selected: option.value === (values[name] ?? '') })),
    }),
    errors: errors.map(({ field, message }) => ({ href: `#${field}`, message })),
  }
}
