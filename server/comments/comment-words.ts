import type { Format } from '../web/format.ts'
import type { Locale, Translate } from '../web/i18n.ts'
import type { ShownComment } from './read-comments.ts'

/** What views/comments/comment.ejs prints. */
export interface CommentPage {
  text: string
  date: string
  rating: string
  unit: string
  /** The field and the kind of respondent, as far as they may be shown. */
  beside: string[]
}

export interface CommentNames {
  units: ReadonlyMap<string, string>
  fields: ReadonlyMap<string, { vi: string; en: string }>
}

export interface CommentWordsInput {
  names: CommentNames
  format: Format
  locale: Locale
  t: Translate
}

export function commentWords(comment: ShownComment, input: CommentWordsInput): CommentPage {
  const { names, format, locale, t } = input
  const { text, respondedOn, unitId, fieldId, respondentKind } = comment
  return {
    text,
    date: format.date(respondedOn),
    rating: ratingWords(comment, t),
    unit: names.units.get(unitId) ?? unitId,
    beside: [
      ...(fieldId === null ? [] : [names.fields.get(fieldId)?.[locale] ?? fieldId]),
      ...(respondentKind === null ? [] : [t(`dashboard:kind.${respondentKind}`)]),
    ],
  }
}

export function ratingWords({ rating, levels }: Pick<ShownComment, 'rating' | 'levels'>, t: Translate) {
  return t(`comments:rating.of_${levels}.${rating}`)
}
