import type { InstrumentContent } from '../instruments/instrument.ts'
import { type FormErrors, formFields, type TextField } from '../web/form-field.page.ts'
import { formatFor } from '../web/format.ts'
import type { FieldError } from '../web/http-error.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { Batch, NumberedSlip } from './batch.queries.ts'
import { batchPath, type EntryWords } from './batch-list.page.ts'
import { type KeyPosition, keyPositions } from './slip.ts'
import { type AnswerWords, answerWords, boxWords, positionName } from './slip-words.ts'

/** What views/entries/batch.ejs prints. */
export interface BatchPage {
  title: string
  errors: FormErrors
  facts: { name: string; value: string }[]
  /** Null for a batch that is closed, or is somebody else's. */
  keying: Keying | null
  /** Why nothing can be keyed, where nothing can. */
  notice: string | null
  /** Null for a closed batch, and for somebody else's. */
  closing: { action: string; difference: string | null; recount: TextField; recountAction: string } | null
  discardAction: string | null
  checkHref: string | null
}

/** What views/entries/keying.ejs prints. */
export interface Keying {
  action: string
  batchId: string
  submissionKey: string
  number: number
  total: number
  keys: string
  comment: string
  error: string | null
  commentError: string | null
  commentLabel: string
  positions: { name: string; boxes: { key: number; label: string }[]; isRequired: boolean }[]
  /** The last slip, as it was understood. */
  last: { number: number; answers: AnswerWords[]; undoAction: string } | null
}

export interface BatchInput extends EntryWords {
  batch: Batch
  content: InstrumentContent
  last: NumberedSlip | undefined
  isOwn: boolean
  submissionKey: string
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
}

export function batchPage(input: BatchInput): BatchPage {
  const { batch, isOwn, fields, locale, t, values, errors } = input
  const { date, count } = formatFor(locale, t)
  const path = batchPath(batch.id)
  const { text, errors: listed } = formFields({ controlTotal: String(batch.controlTotal), ...values }, errors)
  const isMine = isOwn && batch.state !== 'closed'
  const canKey = isMine && batch.state === 'open'
  const slipsEntered = {
    name: t('entries:list.columns.slips'),
    value: t('entries:list.of', { slips: count(batch.slips), total: count(batch.controlTotal) }),
  }
  return {
    title: t('entries:batch.title', { unit: batch.unitName }),
    errors: listed,
    facts: [
      {
        name: t('entries:form.field'),
        value: fields.find(({ id }) => id === batch.procedureFieldId)?.name[locale] ?? batch.procedureFieldId,
      },
      { name: t('entries:form.slipsOn'), value: date(batch.slipsOn) },
      { name: t('entries:list.columns.enteredBy'), value: batch.enteredByName },
      { name: t('entries:list.columns.state'), value: t(`entries:state.${batch.state}`) },
      ...(canKey ? [] : [slipsEntered]),
    ],
    keying: canKey ? keying(input) : null,
    notice: noticeOf(batch, isOwn, t),
    closing: isMine
      ? {
          action: `${path}/close`,
          difference: differenceOf(batch, t),
          recount: text(
            'controlTotal',
            { label: t('entries:batch.recount.label'), required: true },
            'number',
          ),
          recountAction: `${path}/recount`,
        }
      : null,
    discardAction: isMine && batch.slips === 0 ? `${path}/discard` : null,
    checkHref: batch.slips > 0 ? `${path}/check` : null,
  }
}

function keying({ batch, content, last, submissionKey, values, errors, locale, t }: BatchInput): Keying {
  const positions = keyPositions(content)
  const path = batchPath(batch.id)
  return {
    action: `${path}/slips`,
    batchId: batch.id,
    submissionKey,
    number: batch.slips + 1,
    total: batch.controlTotal,
    keys: values['keys'] ?? '',
    comment: values['comment'] ?? '',
    error: errors.find(({ field }) => field === 'keys')?.message ?? null,
    commentError: errors.find(({ field }) => field === 'comment')?.message ?? null,
    commentLabel: content.comment.text[locale],
    positions: positions.map((position) => keyedPosition(position, content, locale, t)),
    last: last
      ? {
          number: last.number,
          answers: answerWords(last, positions, content, { locale, t }),
          undoAction: `${path}/undo`,
        }
      : null,
  }
}

function keyedPosition(position: KeyPosition, content: InstrumentContent, locale: Locale, t: Translate) {
  return {
    name: positionName(position, { locale, t }),
    boxes: Array.from({ length: position.boxes }, (_, index) => ({
      key: index + 1,
      label: boxWords(position, index + 1, content, { locale, t }),
    })),
    isRequired: !position.isOptional,
  }
}

function noticeOf({ state, enteredByName }: Batch, isOwn: boolean, t: Translate): string | null {
  if (state === 'closed') return t('entries:batch.closedNotice')
  if (state === 'closing') return t('entries:batch.closingNotice')
  return isOwn ? null : t('entries:batch.othersNotice', { name: enteredByName })
}

/** Why the batch cannot be closed: by how many slips the two counts differ. */
export function differenceOf(
  { slips, controlTotal }: Pick<Batch, 'slips' | 'controlTotal'>,
  t: Translate,
): string | null {
  if (slips === controlTotal) return null
  return slips < controlTotal
    ? t('entries:batch.missing', { count: controlTotal - slips })
    : t('entries:batch.tooMany', { count: slips - controlTotal })
}
