import type { InstrumentVersion } from '../instruments/instrument.ts'
import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { WaveWords } from './wave-list.page.ts'

/** What views/waves/form.ejs prints. */
export interface WaveFormPage {
  title: string
  errors: FormErrors
  name: TextField
  instrumentVersion: SelectField
  unit: SelectField
  opensOn: TextField
  lastDay: TextField
}

export interface WaveFormInput extends WaveWords {
  units: readonly { id: string; name: string }[]
  versions: readonly InstrumentVersion[]
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
}

export function waveFormPage({ units, versions, values, errors, locale, t }: WaveFormInput): WaveFormPage {
  const { text, select, errors: listed } = formFields(values, errors)
  const required = true
  return {
    title: t('waves:form.title'),
    errors: listed,
    name: text('name', { label: t('waves:form.name'), hint: t('waves:form.nameHint'), required }),
    instrumentVersion: select('instrumentVersion', { label: t('waves:form.version'), required }, [
      { value: '', label: t('waves:form.chooseVersion') },
      ...versions.map(({ id, content }) => ({
        value: id,
        label: t('waves:form.versionOf', { title: content.title[locale], version: content.version }),
      })),
    ]),
    unit: select('unit', { label: t('waves:form.unit'), hint: t('waves:form.unitHint'), required }, [
      { value: '', label: t('waves:form.chooseUnit') },
      ...units.map(({ id, name }) => ({ value: id, label: name })),
    ]),
    opensOn: text('opensOn', { label: t('waves:form.opensOn'), required }, 'date'),
    lastDay: text('lastDay', { label: t('waves:form.lastDay'), required }, 'date'),
  }
}
