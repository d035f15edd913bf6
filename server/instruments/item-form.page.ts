import { type FormErrors, formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import {
  CONFIDENCES,
  type InstrumentContent,
  type InstrumentItem,
  isCoded,
  sipasFactors,
} from './instrument.ts'
import { draftPath } from './instrument-paths.ts'
import { CHOICES } from './item.input.ts'

/** What views/instruments/item-form.ejs prints. */
export interface ItemFormPage {
  title: string
  action: string
  cancelHref: string
  seen: string
  errors: FormErrors
  wording: TextField[]
  answers: TextField[]
  noOpinion: TextField[]
  origin: { source: TextField; confidence: SelectField; factor: SelectField | null }
  part: TextField[]
  /** Null for the overall rating, which everybody is asked. */
  rule: { item: SelectField; codes: { name: string; label: string; checked: boolean }[] } | null
}

export interface ItemFormInput {
  content: InstrumentContent
  type: InstrumentItem['type']
  /** Null for a new item. */
  id: string | null
  seen: string
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  locale: Locale
  t: Translate
}

const CHOICES_OF: Partial<Record<InstrumentItem['type'], number>> = { choice: 5, yes_no: 2 }

export function itemFormPage(input: ItemFormInput): ItemFormPage {
  const { content, type, id, seen, values, errors, locale, t } = input
  const { text, select, errors: listed } = formFields(values, errors)
  const path = draftPath(content.instrument)
  const isOverall = content.items[0]?.id === id
  const both = (name: string, required = false) =>
    (['vi', 'en'] as const).map((lang) =>
      text(`${name}_${lang}`, { label: t(`instruments:fact.${name}_${lang}`), required }),
    )
  const choices = CHOICES.slice(0, CHOICES_OF[type] ?? 0).flatMap((number) =>
    (['vi', 'en'] as const).map((lang) =>
      text(`choice_${number}_${lang}`, { label: t(`instruments:form.choice_${lang}`, { number }) }),
    ),
  )
  const bounds = ['min', 'max'].map((name) =>
    text(name, { label: t(`instruments:form.${name}`), required: true }, 'number'),
  )
  const option = (value: string, label: string) => ({ value, label })
  return {
    title: t(id === null ? 'instruments:form.newItem' : 'instruments:form.item', {
      type: t(`instruments:type.${type}`),
    }),
    action: id === null ? `${path}/new-item/${type}` : `${path}/items/${encodeURIComponent(id)}`,
    cancelHref: path,
    seen,
    errors: listed,
    wording: [...both('text', true), ...both('short', true)],
    answers: type === 'number' ? bounds : choices,
    noOpinion: isOverall || type === 'number' || type === 'text' ? [] : both('no_opinion'),
    origin: {
      source: text('source', { label: t('instruments:fact.source'), required: true }),
      confidence: select('confidence', { label: t('instruments:fact.confidence'), required: true }, [
        option('', t('instruments:form.choose')),
        ...CONFIDENCES.map((one) => option(one, t(`instruments:confidence.${one}`))),
      ]),
      factor:
        type === 'rating'
          ? select('factor', { label: t('instruments:fact.factor') }, [
              option('', t('instruments:form.noFactor')),
              ...sipasFactors.map((one) => option(one, t(`instruments:factor.${one}`))),
            ])
          : null,
    },
    part: both('part'),
    rule: isOverall
      ? null
      : {
          item: select('rule_item', { label: t('instruments:form.ruleItem') }, [
            option('', t('instruments:form.noRule')),
            ...earlierCoded(content, id).map((item) => option(item.id, item.short[locale])),
          ]),
          codes: CHOICES.map((number) => ({
            name: `rule_${number}`,
            label: t('instruments:form.ruleCode', { number }),
            checked: values[`rule_${number}`] === 'on',
          })),
        },
  }
}

/** Those whose answers are known when the item is asked. */
function earlierCoded({ items }: InstrumentContent, id: string | null) {
  const place = items.findIndex((item) => item.id === id)
  return items.slice(0, place === -1 ? items.length : place).filter(isCoded)
}
