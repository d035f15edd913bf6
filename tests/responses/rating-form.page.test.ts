import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { instrumentContent } from '../../server/instruments/instrument.ts'
import { projectRoot } from '../../server/project.ts'
import {
  type Option,
  type Question,
  type RatingFormInput,
  ratingFormPage,
} from '../../server/responses/rating-form.page.ts'
import { type Locale, loadTranslations, type Translate } from '../../server/web/i18n.ts'

const instrument = instrumentContent.parse(
  JSON.parse(readFileSync(join(projectRoot, 'db', 'seed', 'instrument-one-stop-1.json'), 'utf8')),
)
const fields = [
  { id: 'land', name: { vi: 'Đất đai', en: 'Land' } },
  { id: 'health', name: { vi: 'Y tế', en: 'Health' } },
]
const counter = {
  code: 'quay-3',
  unitName: 'Trung tâm Phục vụ hành chính công xã Đắk Wil',
  place: 'Quầy 3',
  kind: 'qr',
  procedureField: null,
} as const

let translations: Record<Locale, Translate>

beforeAll(async () => {
  translations = await loadTranslations()
})

function form(given: Partial<RatingFormInput> = {}) {
  const locale = given.locale ?? 'vi'
  return ratingFormPage({
    touchpoint: counter,
    fields,
    instrument,
    instrumentVersionId: 'one-stop-1',
    locale,
    t: translations[locale],
    submissionKey: '6f9f0d9c-1d5a-4a57-9c2c-1b1f3f6f0a11',
    values: {},
    errors: [],
    ...given,
  })
}

const optionsOf = (question: Question): Option[] => {
  if (question.kind === 'choice') return question.options
  return question.kind === 'rating'
    ? [...question.steps, ...(question.noOpinion ? [question.noOpinion] : [])]
    : []
}

const chosen = (question: Question) =>
  optionsOf(question)
    .filter((option) => option.checked)
    .map((option) => option.value)

describe('A new rating form', () => {
  it('asks the field, the overall rating, eight more and a comment, in the questionnaire’s order', () => {
    const page = form()
    expect(page.field?.options.map((option) => option.text)).toEqual(['Đất đai', 'Y tế'])
    expect(page.overall.text).toBe(
      'Nhìn chung, Quý vị hài lòng ở mức nào về việc giải quyết thủ tục hành chính?',
    )
    expect(page.optional.map((question) => question.name)).toEqual(
      instrument.items.slice(1).map((item) => item.id),
    )
    expect(page.comment.text).toBe('Góp ý thêm')
  })

  it('has nothing chosen but that a citizen answers', () => {
    const page = form()
    const questions = [page.overall, ...page.optional, ...(page.field ? [page.field] : [])]
    expect(questions.flatMap(chosen)).toEqual([])
    expect(chosen(page.respondentKind)).toEqual(['citizen'])
  })

  it('offers five steps in one order on every rating, and no opinion where the questionnaire has it', () => {
    const page = form()
    const ratings = [page.overall, ...page.optional].filter((question) => question.kind === 'rating')
    for (const rating of ratings)
      expect(rating.steps.map((step) => step.value)).toEqual(['1', '2', '3', '4', '5'])
    expect(ratings.map((rating) => rating.noOpinion?.text ?? null)).toEqual([
      null,
      'Không có ý kiến',
      'Không có ý kiến',
      'Không có ý kiến',
      'Chưa có kết quả',
      'Chưa góp ý lần nào',
    ])
  })

  it('says under the overall question what is not recorded', () => {
    const { overall } = form()
    expect(overall.hint).toContain('không ghi tên, số điện thoại hay số căn cước')
    expect(overall.describedBy).toBe('overall-hint')
  })

  it('requires the field and the overall rating and nothing else', () => {
    const page = form()
    expect([page.field?.required, page.overall.required]).toEqual([true, true])
    expect([...page.optional, page.comment].filter((question) => question.required)).toEqual([])
  })

  it('speaks the language of the reader', () => {
    const page = form({ locale: 'en' })
    expect(page.title).toBe('Please rate the service')
    expect(page.overall.steps.map((step) => step.text)).toContain('Very dissatisfied')
    expect(page.field?.options[0]?.text).toBe('Land')
  })
})

describe('A touchpoint that stands for one field', () => {
  it('does not ask for it, sends it along, and says that one answer is enough', () => {
    const page = form({ touchpoint: { ...counter, procedureField: 'land' } })
    expect(page.field).toBeNull()
    expect(page.fixedField).toBe('land')
    expect(page.lead).toContain('một câu')
    expect(form().lead).toContain('hai câu')
  })
})

describe('A kiosk', () => {
  it('asks one question a screen and begins anew in Vietnamese', () => {
    const page = form({ touchpoint: { ...counter, kind: 'kiosk' } })
    expect(page.stepped).toBe(true)
    expect(page.startHref).toBe('/r/quay-3?lang=vi')
  })

  it('is the only touchpoint that does', () => {
    expect(form().stepped).toBe(false)
    expect(form({ touchpoint: { ...counter, kind: 'tablet' } }).stepped).toBe(false)
  })
})

describe('A form that could not be accepted', () => {
  const values = {
    respondentKind: 'business',
    procedureField: 'health',
    access: '2',
    staff: 'none',
    visits: '3',
    comment: 'Chờ lâu quá.',
  }
  const errors = [
    { field: 'overall', message: 'Xin Quý vị chọn một câu trả lời.' },
    { field: 'comment', message: 'Dài quá.' },
    { field: 'submissionKey', message: 'Xin mở lại phiếu.' },
  ]

  it('keeps everything that was entered', () => {
    const page = form({ values, errors })
    const optional = Object.fromEntries(page.optional.map((question) => [question.name, chosen(question)]))
    expect(page.field && chosen(page.field)).toEqual(['health'])
    expect(chosen(page.respondentKind)).toEqual(['business'])
    expect(optional).toMatchObject({ access: ['2'], staff: ['none'], visits: ['3'], procedure: [] })
    expect(page.comment.value).toBe('Chờ lâu quá.')
  })

  it('says what is wrong beside the field and ties the words to it', () => {
    const page = form({ values, errors })
    expect(page.overall.error).toBe('Xin Quý vị chọn một câu trả lời.')
    expect(page.overall.describedBy).toBe('overall-hint overall-error')
    expect(page.comment.describedBy).toBe('comment-hint comment-error')
    expect(page.optional.map((question) => question.error)).toEqual(page.optional.map(() => null))
  })

  it('says it at the top with the field’s name and a way to the first input of the field', () => {
    expect(form({ values, errors }).errors).toEqual([
      { message: 'Hài lòng chung: Xin Quý vị chọn một câu trả lời.', href: '#overall-1' },
      { message: 'Góp ý thêm: Dài quá.', href: '#comment' },
      { message: 'Xin mở lại phiếu.', href: null },
    ])
    expect(form({ errors: [{ field: 'procedureField', message: 'Xin chọn.' }] }).errors).toEqual([
      { message: 'Lĩnh vực: Xin chọn.', href: '#procedureField-land' },
    ])
  })

  it('says so in the title, which is read out first', () => {
    expect(form({ errors }).title).toBe('Chưa gửi được đánh giá')
  })

  it('chooses nothing for a value that no option has', () => {
    const page = form({ values: { overall: '6', respondentKind: 'nobody' } })
    expect(chosen(page.overall)).toEqual([])
    expect(chosen(page.respondentKind)).toEqual(['citizen'])
  })
})
