import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Translate } from '../web/i18n.ts'
import { type FormLines, formLines } from './form-lines.ts'
import { UNIT_KINDS } from './unit.input.ts'
import type { ChangeForm } from './unit-change.input.ts'

/** What views/units/form.ejs prints: the fields of one kind of change, in their order. */
export interface ChangeFormPage {
  title: string
  lead: string
  action: string
  errors: FormErrors
  fields: (({ control: 'text' } & { field: TextField }) | ({ control: 'select' } & { field: SelectField }))[]
  /** The button that adds a line and keeps what was entered; null where there is none. */
  add: { label: string; action: string } | null
}

export interface ChangeFormInput {
  form: ChangeForm
  /** In the order of lists. */
  units: readonly { id: string; name: string }[]
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  /** Whether one more line is asked for. */
  isAdding: boolean
  t: Translate
}

export function changeFormPage({
  form,
  units,
  values,
  errors,
  isAdding,
  t,
}: ChangeFormInput): ChangeFormPage {
  const { text, select, errors: listed } = formFields(values, errors)
  const options = (none: string) => [
    { value: '', label: none },
    ...units.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const unit = (name: string, words: { label: string; hint?: string; required?: boolean }) =>
    ({ control: 'select', field: select(name, words, options(t('units:form.choose'))) }) as const
  const parent = () =>
    ({
      control: 'select',
      field: select('parent', { label: t('units:form.parent') }, options(t('units:deed.top'))),
    }) as const
  const name = () =>
    ({ control: 'text', field: text('name', { label: t('units:form.name'), required: true }) }) as const
  const kind = () =>
    ({
      control: 'select',
      field: select('unitKind', { label: t('units:form.kind'), required: true }, [
        { value: '', label: t('units:form.choose') },
        ...UNIT_KINDS.map((value) => ({ value, label: t(`units:kind.${value}`) })),
      ]),
    }) as const
  const required = true
  const subject = () => unit('unit', { label: t(`units:form.unit.${form}`), required })
  const { lines, next }: FormLines = formLines(form, values, isAdding)

  const fields: Record<ChangeForm, () => ChangeFormPage['fields']> = {
    create: () => [name(), kind(), parent()],
    rename: () => [subject(), name()],
    move: () => [subject(), parent()],
    merge: () => [
      ...lines.map((line) =>
        unit(`from${line}`, { label: t('units:form.from', { line }), required: line === 1 }),
      ),
      subject(),
    ],
    split: () => [
      subject(),
      ...lines.flatMap((line) => [
        unit(`part${line}`, { label: t('units:form.part', { line }), required: line <= 2 }),
        { control: 'text', field: text(`share${line}`, { label: t('units:form.share', { line }) }) } as const,
      ]),
    ],
    close: () => [subject()],
  }
  const date = text(
    'effectiveOn',
    { label: t('units:form.effectiveOn'), hint: t('units:form.effectiveOnHint'), required },
    'date',
  )
  return {
    title: t(`units:form.title.${form}`),
    lead: t(`units:form.lead.${form}`),
    action: `/units/changes/${form}`,
    errors: listed,
    fields: [...fields[form](), { control: 'text', field: date }],
    add:
      next === null ? null : { label: t(`units:form.add.${form}`), action: `/units/changes/${form}#${next}` },
  }
}
