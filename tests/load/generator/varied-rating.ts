import { createRandom, oneOf, type Random } from '../../../server/simulation/random.ts'

/** What a person gives on one form. */
export interface Rating {
  touchpoint: string
  procedureField: string
  respondentKind: 'citizen' | 'business'
  answers: Record<string, number | null>
  comment?: string
}

/** The choices that a valid rating is put together from, by the catalogues of the measured database. */
export interface RatingChoices {
  touchpoints: readonly string[]
  procedureFields: readonly string[]
  /** Besides `overall`: each item with its codes, null for «no opinion». */
  items: readonly { id: string; codes: readonly (number | null)[] }[]
}

const COMMENTS = [
  'Cán bộ hướng dẫn tận tình, hồ sơ trả đúng hẹn.',
  'Phải chờ lâu vào buổi sáng, nên bố trí thêm ghế ngồi.',
  'Biểu mẫu niêm yết rõ ràng nhưng còn phải đi lại hai lần.',
]

/** Valid ratings over all touchpoints and fields; some skip an item, one in twenty writes a comment. */
export function variedRatings(
  { touchpoints, procedureFields, items }: RatingChoices,
  seed: number,
): () => Rating {
  const random = createRandom('bench', seed)
  return () => ({
    touchpoint: oneOf(touchpoints, random),
    procedureField: oneOf(procedureFields, random),
    respondentKind: chance(random, 0.1) ? 'business' : 'citizen',
    answers: {
      overall: oneOf([1, 2, 3, 4, 4, 4, 5, 5], random),
      ...Object.fromEntries(
        items.filter(() => !chance(random, 0.1)).map(({ id, codes }) => [id, oneOf(codes, random)]),
      ),
    },
    ...(chance(random, 0.05) ? { comment: oneOf(COMMENTS, random) } : {}),
  })
}

function chance(random: Random, share: number): boolean {
  return random.fraction() < share
}
