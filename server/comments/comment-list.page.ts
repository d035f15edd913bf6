import { lastDay, type Period } from '../statistics/reporting-period.ts'
import { formFields, type SelectField, type TextField } from '../web/form-field.page.ts'
import { type CommentPage, type CommentWordsInput, commentWords } from './comment-words.ts'
import type { CommentFilter } from './comments.input.ts'
import { RATING_BANDS } from './rating-band.ts'
import type { ShownComment } from './read-comments.ts'

/** What views/comments/list.ejs prints. */
export interface CommentListPage {
  title: string
  lead: string
  period: string
  filter: {
    unit: SelectField
    field: SelectField
    rating: SelectField
    from: TextField
    to: TextField
  }
  /** Said when comments are held back; '' otherwise. */
  heldBack: string
  comments: CommentPage[]
  masked: string
  csvHref: string
  /** Null on the last page. */
  olderHref: string | null
}

export interface CommentListInput extends CommentWordsInput {
  filter: CommentFilter
  period: Period
  /** Those that may be chosen. */
  units: readonly { id: string; name: string }[]
  comments: readonly ShownComment[]
  /** The sealed place after which there are older ones; null where there are none. */
  goesOnAfter: string | null
  heldBack: number
  minimumCell: number
}

export function commentListPage(input: CommentListInput): CommentListPage {
  const { filter, period, units, comments, goesOnAfter, heldBack, minimumCell, names, format, locale, t } =
    input
  const { after: _, ...chosen } = filter
  const values = { ...chosen, from: period.from, to: lastDay(period) }
  const { text, select } = formFields(values, [])
  const least = { least: format.count(minimumCell) }
  return {
    title: t('comments:title'),
    lead: t('comments:lead', least),
    period: format.period(period),
    filter: {
      unit: select('unit', { label: t('comments:filter.unit') }, [
        { value: '', label: t('comments:filter.all_units') },
        ...units.map(({ id, name }) => ({ value: id, label: name })),
      ]),
      field: select('field', { label: t('comments:filter.field'), hint: t('comments:filter.field_hint') }, [
        { value: '', label: t('comments:filter.all_fields') },
        ...[...names.fields].map(([id, name]) => ({ value: id, label: name[locale] })),
      ]),
      rating: select('rating', { label: t('comments:filter.rating') }, [
        { value: '', label: t('comments:filter.all_ratings') },
        ...RATING_BANDS.map((band) => ({ value: band, label: t(`comments:band.${band}`) })),
      ]),
      from: text('from', { label: t('comments:filter.from') }, 'date'),
      to: text('to', { label: t('comments:filter.to') }, 'date'),
    },
    heldBack: heldBack > 0 ? t('comments:held_back', { count: heldBack, ...least }) : '',
    comments: comments.map((comment) => commentWords(comment, input)),
    masked: t('comments:masked', least),
    csvHref: `/comments.csv?${new URLSearchParams(values)}`,
    olderHref:
      goesOnAfter === null ? null : `/comments?${new URLSearchParams({ ...values, after: goesOnAfter })}`,
  }
}
